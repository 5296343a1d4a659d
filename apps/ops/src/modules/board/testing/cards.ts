import type { VisitCard } from '@gigafibre/contracts';

/** A visit in the tray, with what a test says of it. */
export function card(given: Partial<VisitCard> = {}): VisitCard {
  return {
    name: 'VIS-000001', modified: '2026-11-23 08:00:00.000000', job: 'JOB-000001', sequence: 1, subject: 'Pas de signal', jobType: 'no-signal-repair', jobTypeLabel: { fr: 'Réparation', en: 'Repair' },
    ticket: null, customer: 'CUST-1', customerName: 'Marie Roy', place: { location: null, label: '12, rang Saint-Louis, Howick', city: 'Howick', zone: 'Haut-Saint-Laurent', latitude: 45.183, longitude: -73.85 },
    status: 'unassigned', priority: 'Medium', requiredSkills: [], crewSize: 1, crew: [], window: null, plannedStart: null, durationMinutes: 90, pinned: false, slaDue: null,
    departedAt: null, arrivedAt: null, endedAt: null, failureReason: null, createdAt: '2026-11-22T12:00:00Z', ...given,
  };
}
