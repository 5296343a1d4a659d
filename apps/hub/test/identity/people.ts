import type { FrappeSite } from '@gigafibre/frappe';

const PEOPLE = [
  { email: 'agent@demo.gigafibre.ca', first_name: 'Agathe', last_name: 'Roy', role: 'Service Agent', enabled: 1 },
  { email: 'admin@demo.gigafibre.ca', first_name: 'Adèle', last_name: 'Tremblay', role: 'System Manager', enabled: 1 },
  { email: 'sortante@demo.gigafibre.ca', first_name: 'Sophie', last_name: 'Ouellet', role: 'Service Agent', enabled: 1 },
  { email: 'partie@demo.gigafibre.ca', first_name: 'Paule', last_name: 'Lemay', role: 'System Manager', enabled: 0 },
  { email: 'marc@demo.gigafibre.ca', first_name: 'Marc', last_name: 'Gagnon', role: 'Field Technician', enabled: 1 },
] as const;

/** The accounts of the ERP that the provider's people are. */
export async function layPeople(erp: FrappeSite): Promise<void> {
  for (const { email, first_name, last_name, role, enabled } of PEOPLE) {
    const user = { first_name, last_name, full_name: `${first_name} ${last_name}`, enabled, user_type: 'System User', language: 'fr', send_welcome_email: 0, roles: [{ role }] };
    if (await erp.find('User', email)) await erp.update('User', email, user as never);
    else await erp.insert('User', { email, ...user } as never);
  }
  await erp.update('Dispatch Technician', 'TECH-001', { user: 'marc@demo.gigafibre.ca' });
}
