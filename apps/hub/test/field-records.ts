import type { Doc } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;
const PEOPLE = [
  { email: 'agent@demo.gigafibre.ca', first_name: 'Agathe', last_name: 'Roy', role: 'Service Agent' },
  { email: 'repartition@demo.gigafibre.ca', first_name: 'Rémi', last_name: 'Lavoie', role: 'Dispatcher' },
  { email: 'compta@demo.gigafibre.ca', first_name: 'Chantal', last_name: 'Côté', role: 'Accounts User' },
  { email: 'tech-001@demo.gigafibre.ca', first_name: 'Marc', last_name: 'Gagnon', role: 'Field Technician' },
  { email: 'tech-002@demo.gigafibre.ca', first_name: 'Julie', last_name: 'Bédard', role: 'Field Technician' },
] as const;

/** What a provider has before its first customer: people, skills, job types with one check-list, two technicians with their vans. */
export async function layMasters(erp: FrappeSite): Promise<void> {
  for (const { role, ...person } of PEOPLE) await erp.insert('User', { ...person, send_welcome_email: 0, roles: [{ role }] });
  await erp.insert('Dispatch Tag', { tag_name: 'splicing', tag_type: 'Skill', label_fr: 'Épissure', label_en: 'Splicing' });
  await erp.insert('Flow Template', {
    template_code: 'repair',
    version: 3,
    title_fr: 'Réparation',
    title_en: 'Repair',
    is_active: 1,
    steps: [
      { step: 'power', label_fr: 'Puissance reçue', label_en: 'Received power', kind: 'Reading', required: 1, unit: 'dBm', minimum: -25, maximum: -8 },
      { step: 'photo', label_fr: 'Photo de la prise', label_en: 'Photo of the outlet', kind: 'Photo', required: 1 },
      { step: 'tidy', label_fr: 'Lieux rangés', label_en: 'Place left tidy', kind: 'Check' },
    ],
  });
  await erp.insert('Dispatch Job Type', { type_code: 'no-signal-repair', label_fr: 'Réparation – pas de signal', label_en: 'No-signal repair', default_minutes: 90, crew_size: 1, default_priority: 'High', issue_types: 'Pas de signal, Lenteur', required_skills: [{ skill: 'splicing', level: 2 }], flow_template: 'repair' });
  await erp.insert('Dispatch Job Type', { type_code: 'wifi-mesh', label_fr: 'Wi-Fi', label_en: 'Wi-Fi', default_minutes: 60, crew_size: 1, default_priority: 'Medium', issue_types: 'Wi-Fi' });
  await layTechnicians(erp);
}

async function layTechnicians(erp: FrappeSite): Promise<void> {
  const shifts = WEEKDAYS.map((weekday) => ({ weekday, start_time: '07:30:00', end_time: '16:00:00', lunch_start: '12:00:00', lunch_minutes: 30 }));
  for (const [number, technician_name] of [['001', 'Marc Gagnon'], ['002', 'Julie Bédard']] as const) {
    const warehouse = await erp.insert('Warehouse', { warehouse_name: `Camion ${number}`, company: (await companies(erp))[0] ?? null });
    await erp.insert('Dispatch Technician', {
      technician_name,
      user: `tech-${number}@demo.gigafibre.ca`,
      mobile_no: `+14505550${number}`,
      zone: 'Roussillon',
      trade: 'Residential',
      employment: 'Employee',
      status: 'Active',
      color: '#1976d2',
      home_latitude: 45.3,
      home_longitude: -73.6,
      van_warehouse: warehouse.name,
      skills: [{ skill: 'splicing', level: 3 }],
      shifts,
    });
  }
}

const companies = async (erp: FrappeSite): Promise<string[]> => (await erp.list('Company', { fields: ['name'] })).flatMap(({ name }) => name ?? []);

export interface Household {
  readonly customer: string;
  readonly location: string;
}

/** A customer with a place. */
export async function layHousehold(erp: FrappeSite, { name = 'Chloé Tremblay', phone = '+14505550123', city = 'Saint-Rémi' } = {}): Promise<Household> {
  const customer = await erp.insert('Customer', { customer_name: name, customer_type: 'Individual', language: 'fr', phone_e164: phone });
  const location = await erp.insert('Service Location', { customer: customer.name, address_line: '1867, chemin de la Rivière', city, postal_code: 'J0L 2L0', latitude: 45.267, longitude: -73.617, zone: 'Roussillon', status: 'Active' });
  return { customer: customer.name, location: location.name };
}

export const layDevice = (erp: FrappeSite, device: Partial<Doc<'Service Equipment'>> & { serial_no: string }): Promise<Doc<'Service Equipment'>> =>
  erp.insert('Service Equipment', { category: 'ONT', brand: 'TP-Link', model: 'XX230v', status: 'In Van', ...device } as never);

export const layTicket = (erp: FrappeSite, { customer, location }: Household, more: Partial<Doc<'Issue'>> = {}): Promise<Doc<'Issue'>> =>
  erp.insert('Issue', { subject: 'Plus d’Internet depuis ce matin', customer, service_location: location, issue_type: 'Pas de signal', priority: 'Urgent', ...more } as never);

export interface LaidVisit {
  readonly job: string;
  readonly visit: string;
}

/** A job with one visit, planned for a technician unless told otherwise. */
export async function layVisit(erp: FrappeSite, { customer, location }: Household, more: { technician?: string; start?: string; ticket?: string; skill?: { skill: string; level: number } } = {}): Promise<LaidVisit> {
  const job = await erp.insert('Dispatch Job', { subject: 'Réparer la fibre', customer, service_location: location, issue: more.ticket ?? null, job_type: 'no-signal-repair', priority: 'High', status: more.technician === undefined ? 'Open' : 'Scheduled', duration_minutes: 90, crew_size: 1, required_skills: [more.skill ?? { skill: 'splicing', level: 2 }] });
  const plan = more.technician === undefined ? { status: 'Unassigned' as const } : { status: 'Planned' as const, crew: [{ technician: more.technician, role: 'Lead' as const }], planned_start: more.start ?? '2026-03-10 11:00:00.000000' };
  const visit = await erp.insert('Dispatch Visit', { job: job.name, sequence: 1, customer, service_location: location, duration_minutes: 90, ...plan });
  return { job: job.name, visit: visit.name };
}
