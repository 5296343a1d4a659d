import { describe, expect, it } from 'vitest';
import { card } from '../testing/cards.ts';
import { changesAlong } from './changes-along.ts';

describe('A place that asks something of other visits', () => {
  const visits = new Map([
    ['V1', card({ name: 'V1', status: 'planned', crew: [{ technician: 'T1', role: 'lead' }, { technician: 'T2', role: 'helper' }], plannedStart: '2026-11-23T15:00:00Z' })],
    ['V2', card({ name: 'V2', status: 'planned', crew: [{ technician: 'T1', role: 'lead' }], plannedStart: '2026-11-23T17:00:00Z' })],
  ]);

  it('moves those that begin at another time, with the same people, and sends those that yield to the tray', () => {
    const changes = changesAlong({ retimed: [{ visit: 'V1', startSeconds: Date.parse('2026-11-23T15:30:00Z') / 1000 }], displaced: ['V2', 'V9'] }, visits);
    expect(changes.map(({ shown }) => [shown.name, shown.plannedStart, shown.crew.length])).toEqual([['V1', '2026-11-23T15:30:00Z', 2], ['V2', null, 0]]);
  });
});
