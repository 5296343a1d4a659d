import type { HubEvent } from '@gigafibre/contracts';
import type { CommandLog } from '../commands/index.ts';
import type { PastCommands, VisitPlan } from './visits.ports.ts';

const UNDOABLE: readonly HubEvent['type'][] = [
  'visit.planned', 'visit.unplanned', 'visit.confirmed', 'visit.resized', 'visit.crewed', 'visit.pinned', 'visit.unpinned', 'visit.windowed', 'visit.cancelled', 'visit.split', 'visit.added', 'visit.undone',
];

/** What the event log remembers of commands that can be undone. */
export const createPastCommands = (log: Pick<CommandLog, 'find'>): PastCommands => ({
  async find(command) {
    const event = (await log.find(command)).find(({ type }) => UNDOABLE.includes(type));
    if (event === undefined) return undefined;
    const { before, undone, modified } = event.facts;
    // The log holds what this module wrote into it.
    return { visit: event.subject.name, modified: typeof modified === 'string' ? modified : null, before: (before ?? null) as VisitPlan | null, undone: typeof undone === 'string' ? undone : null };
  },
});
