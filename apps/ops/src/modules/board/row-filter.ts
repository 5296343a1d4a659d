import type { VisitCard } from '@gigafibre/contracts';
import { foldText } from '@gigafibre/kernel';
import { mentions } from './tray/tray-order.ts';
import type { BoardRow } from './use-plan.ts';
import type { BoardFilter } from './view-state.ts';

const isNamed = (row: BoardRow, folded: string): boolean => foldText(row.technician.displayName).includes(folded);

/** Is this visit among those looked for? */
export const isVisitWanted = (visit: VisitCard, { status, text }: Pick<BoardFilter, 'status' | 'text'>): boolean => (status === '' || visit.status === status) && mentions(visit, foldText(text));

/** Does this person's row stay? A search stays with people by their own name as well as by their visits. */
export function isRowWanted(row: BoardRow, { zone, skill, trade, status, text }: BoardFilter): boolean {
  const { technician } = row;
  const isPerson = (zone === '' || technician.zone === zone) && (trade === '' || technician.trade === trade) && (skill === '' || technician.skills.some((held) => held.skill === skill));
  if (!isPerson || (status === '' && text === '')) return isPerson;
  return (status === '' && isNamed(row, foldText(text))) || row.visits.some((visit) => isVisitWanted(visit, { status, text: isNamed(row, foldText(text)) ? '' : text }));
}

/** The row's visits that the filter leaves aside; they stay where they are, faded. */
export function fadedIn(row: BoardRow, { status, text }: BoardFilter): string[] {
  const looked = { status, text: isNamed(row, foldText(text)) ? '' : text };
  return row.visits.filter((visit) => !isVisitWanted(visit, looked)).map(({ name }) => name);
}
