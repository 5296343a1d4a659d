import { normalizePhone } from '@gigafibre/kernel';
import type { FrappeSite } from '@gigafibre/frappe';
import type { Technicians } from './tech-link.ports.ts';

export const techniciansOf = (site: FrappeSite): Technicians => ({
  async find(name) {
    const found = await site.find('Dispatch Technician', name);
    if (found?.status !== 'Active') return undefined;
    return {
      name: found.name,
      displayName: found.technician_name,
      mobile: normalizePhone(found.mobile_no ?? '') ?? '',
      email: found.email ?? '',
      language: found.language === 'en' ? 'en' : 'fr',
      user: found.user ?? found.name,
    };
  },
});
