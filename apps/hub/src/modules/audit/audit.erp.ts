import type { FrappeSite } from '@gigafibre/frappe';
import { getOrRefuse, nameOr } from '../book/index.ts';
import type { AuditBook } from './audit.ports.ts';

export const createAuditBook = (site: FrappeSite): AuditBook => ({
  async read(name) {
    const [job, visits] = await Promise.all([getOrRefuse(site, 'Dispatch Job', name), site.list('Dispatch Visit', { fields: ['equipment'], filters: [['job', '=', name]], orderBy: 'name asc', limit: 0 })]);
    return { job: name, ticket: nameOr(job.issue), equipment: [...new Set(visits.flatMap(({ equipment }) => nameOr(equipment) ?? []))] };
  },
});
