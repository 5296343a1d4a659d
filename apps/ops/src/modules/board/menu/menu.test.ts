import { describe, expect, it } from 'vitest';
import { card } from '../testing/cards.ts';
import { directionsTo, menuItems } from './menu-items.ts';

const verbs = (given: Parameters<typeof card>[0]): string[] => menuItems(card(given)).map(({ verb, technician }) => (technician === undefined ? verb : `${verb} ${technician}`));
const crew = [{ technician: 'A', role: 'lead' as const }, { technician: 'B', role: 'helper' as const }];

describe('The menu of a visit', () => {
  it('offers what its status allows', () => {
    expect(verbs({})).toEqual(['assign', 'move', 'customer', 'message', 'call', 'directions', 'cancel']);
    expect(verbs({ status: 'planned', crew: crew.slice(0, 1), plannedStart: '2026-11-23T14:00:00Z' })).toEqual(['assign', 'move', 'confirm', 'dispatch', 'join', 'pin', 'unassign', 'customer', 'message', 'call', 'directions', 'cancel']);
    expect(verbs({ status: 'done', crew, plannedStart: '2026-11-23T14:00:00Z', endedAt: '2026-11-23T15:00:00Z' })).toEqual(['customer', 'message', 'call', 'directions']);
  });

  it('lets one of a crew go alone, and unpins what is pinned (F2)', () => {
    expect(verbs({ status: 'confirmed', crew, pinned: true, plannedStart: '2026-11-23T14:00:00Z' })).toEqual(expect.arrayContaining(['leave A', 'leave B', 'unpin']));
  });

  it('puts a line between its groups, never above the first', () => {
    expect(menuItems(card()).map(({ begins }) => begins)).toEqual([false, false, true, false, false, false, true]);
  });

  it('shows the way by coordinates, else by the address', () => {
    expect(directionsTo(card())).toContain('45.183%2C-73.85');
    expect(directionsTo(card({ place: { ...card().place, latitude: null, longitude: null } }))).toContain('Howick');
  });
});
