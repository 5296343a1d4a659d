import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';

/** A visit in the tray, with what a test says of it. */
export function card(given: Partial<VisitCard> = {}): VisitCard {
  return {
    name: 'VIS-000001', modified: '2026-11-23 08:00:00.000000', job: 'JOB-000001', sequence: 1, subject: 'Pas de signal', jobType: 'no-signal-repair', jobTypeLabel: { fr: 'Réparation', en: 'Repair' },
    ticket: null, customer: 'CUST-1', customerName: 'Marie Roy', place: { location: null, label: '12, rang Saint-Louis, Howick', city: 'Howick', zone: 'Haut-Saint-Laurent', latitude: 45.183, longitude: -73.85 },
    status: 'unassigned', priority: 'Medium', requiredSkills: [], crewSize: 1, crew: [], window: null, plannedStart: null, durationMinutes: 90, pinned: false, slaDue: null,
    departedAt: null, arrivedAt: null, endedAt: null, failureReason: null, createdAt: '2026-11-22T12:00:00Z', ...given,
  };
}

/** Somebody who works from 8 to 17 on the day of the tests, with what a test says of him. */
export function technician(given: Partial<TechnicianCard> = {}): TechnicianCard {
  return {
    name: 'TECH-001', modified: '2026-11-23 08:00:00.000000', displayName: 'Amélie Gagné', zone: 'Haut-Saint-Laurent', trade: 'Residential', color: '#607d8b', mobile: '+14505550100', employment: 'Employee', skills: [],
    home: { latitude: 45.18, longitude: -73.85 }, shifts: [{ start: '2026-11-23T13:00:00Z', end: '2026-11-23T22:00:00Z', lunchStart: null, lunchMinutes: 0, onCall: false }], absences: [], ...given,
  };
}
