import type { Day, DayVisit, FlowVersionUsed } from '@gigafibre/contracts';
import type { StoredCommand } from './queue-ports.ts';

const saidBy = (commands: readonly StoredCommand[], visit: string): FlowVersionUsed | undefined => commands.findLast(({ payload }) => payload['visit'] === visit && payload['flow'] !== undefined)?.payload['flow'] as FlowVersionUsed | undefined;

/**
 * A day as it was read, with the procedures that visits were begun with on this phone and that the hub has not heard of yet:
 * what was published meanwhile lies beside them, as the hub will have it once it knows.
 */
export function keepBegunFlows(before: Day | undefined, next: Day, commands: readonly StoredCommand[]): Day {
  const visits = next.visits.map((visit): DayVisit => {
    const said = saidBy(commands, visit.visit.name);
    const begun = before?.visits.find((each) => each.visit.name === visit.visit.name)?.flow;
    if (said === undefined || visit.flow === null || begun?.version !== said.version || begun.name !== said.template) return visit;
    return visit.flow.name === begun.name && visit.flow.version > begun.version ? { ...visit, flow: begun, newerFlow: { template: visit.flow, carriesOver: false, summary: '' } } : visit;
  });
  return { ...next, visits };
}
