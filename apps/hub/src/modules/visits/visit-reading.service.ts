import { Problem, type Principal, type VisitCard } from '@gigafibre/contracts';
import type { Person } from '../commands/index.ts';

export type ReadVisitCard = (principal: Principal, name: string) => Promise<VisitCard>;

/** A technician sees the visits he is on the crew of; that others exist is not for him to know. */
export const createVisitReading =
  (find: (person: Person, name: string) => Promise<VisitCard | undefined>): ReadVisitCard =>
  async (principal, name) => {
    if (principal.kind === 'anonymous') throw new Problem('not_signed_in');
    const card = await find(principal, name);
    const isOwn = principal.kind !== 'technician' || card?.crew.some(({ technician }) => technician === principal.technician) === true;
    if (!isOwn) throw new Problem('visit_not_yours', { facts: { visit: name } });
    if (card === undefined) throw new Problem('not_found', { facts: { doctype: 'Dispatch Visit', name } });
    return card;
  };
