import type { Day, DayVisit, EquipmentSummary } from '@gigafibre/contracts';

const AT = '2026-11-23T13:00:00Z';

export const aDevice = (serial: string, more: Partial<EquipmentSummary> = {}): EquipmentSummary => ({
  serial, item: '', barcode: '', gponSerial: '', category: 'ONT', brand: 'TP-Link', model: 'XX230v', macAddress: '02:1A:2B:3C:4D:5E', status: 'In Van', customer: null, serviceLocation: null, installedOn: null, warrantyUntil: null, reading: null, ...more,
});

export function aVisit(name: string, more: Partial<DayVisit> = {}): DayVisit {
  return {
    visit: {
      name, modified: '1', job: 'JOB-1', sequence: 1, subject: 'Pas de signal', jobType: 'no-signal-repair', jobTypeLabel: { fr: 'Réparation', en: 'Repair' }, ticket: null, customer: 'CUST-1', customerName: 'Ginette Tremblay',
      place: { location: null, label: '1867, chemin de la Rivière', city: 'Sainte-Clotilde', zone: 'Haut-Saint-Laurent', latitude: null, longitude: null },
      status: 'planned', priority: 'High', requiredSkills: [], crewSize: 1, crew: [], window: null, plannedStart: AT, durationMinutes: 90, pinned: false, slaDue: null,
      departedAt: null, arrivedAt: null, endedAt: null, failureReason: null, createdAt: AT,
    },
    description: '', note: '', customer: { name: 'CUST-1', customerName: 'Ginette Tremblay', phone: '', language: 'fr' }, location: null, equipment: [], subscriptions: [], flow: null, records: [], history: [], tickets: [], ...more,
  };
}

export const aDay = (more: Partial<Day> = {}): Day => ({
  technician: { name: 'TECH-001', displayName: 'Maxime Gagnon', mobile: '' }, date: '2026-11-23', asOf: AT, seq: 10, visits: [aVisit('VIS-1'), aVisit('VIS-2')], vanStock: [aDevice('TPLG1A2B3C4D')], dispatchPhone: '', ...more,
});
