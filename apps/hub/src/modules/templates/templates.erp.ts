import { Problem, type VisitCard } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { naiveOf, readVisitCards } from '../book/index.ts';

const OFFERED = 12;

/** Real visits to fill a preview with. */
export interface PreviewVisits {
  /** @throws {Problem} `not_found` */
  read(name: string): Promise<{ readonly card: VisitCard; readonly technician: string }>;
  /** The next ones from an instant on. */
  next(from: string): Promise<readonly VisitCard[]>;
}

export function createPreviewVisits(site: FrappeSite): PreviewVisits {
  return {
    async read(name) {
      const [card] = await readVisitCards(site, [['name', '=', name]]);
      if (card === undefined) throw new Problem('not_found', { facts: { doctype: 'Dispatch Visit', name } });
      return { card, technician: await technicianOf(site, card) };
    },
    async next(from) {
      const rows = await site.list('Dispatch Visit', { fields: ['name'], filters: [['planned_start', '>=', naiveOf(from)], ['status', 'in', ['Planned', 'Confirmed']]], orderBy: 'planned_start asc', limit: OFFERED });
      const names = rows.flatMap(({ name }) => name ?? []);
      return names.length === 0 ? [] : readVisitCards(site, [['name', 'in', names]]);
    },
  };
}

/** The first name of whoever leads the crew: customers know their technician by it. */
export async function technicianOf(site: FrappeSite, { crew }: Pick<VisitCard, 'crew'>): Promise<string> {
  const lead = crew.find(({ role }) => role === 'lead') ?? crew[0];
  if (lead === undefined) return '';
  const [found] = await site.list('Dispatch Technician', { fields: ['technician_name'], filters: [['name', '=', lead.technician]], limit: 1 });
  return (found?.technician_name ?? '').split(' ')[0] ?? '';
}
