import { describe, expect, it } from 'vitest';
import { isVisitOver, isVisitUnderWay, VISIT_STATUSES, visitStatusAfter, type VisitAction, type VisitStatus } from './index.ts';

const ACTIONS: readonly VisitAction[] = ['plan', 'unplan', 'confirm', 'depart', 'arrive', 'pause', 'resume', 'complete', 'fail', 'cancel'];

describe('the visit, from tray to done', () => {
  it('goes through a technician’s ordinary day', () => {
    const day: readonly VisitAction[] = ['plan', 'confirm', 'depart', 'arrive', 'pause', 'resume', 'complete'];
    expect(day.reduce<VisitStatus>((status, action) => visitStatusAfter(status, action) ?? status, 'unassigned')).toBe('done');
  });

  it('lets nobody do anything to a visit that is over', () => {
    const over = VISIT_STATUSES.filter(isVisitOver);
    expect(over.flatMap((status) => ACTIONS.filter((action) => visitStatusAfter(status, action) !== undefined))).toEqual([]);
  });

  it('is not moved by the board once the technician has left for it', () => {
    const underWay = VISIT_STATUSES.filter(isVisitUnderWay);
    expect(underWay.map((status) => visitStatusAfter(status, 'plan'))).toEqual([undefined, undefined, undefined]);
  });
});
