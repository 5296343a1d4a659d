import { describe, expect, it } from 'vitest';
import type { VisitCard } from '@gigafibre/contracts';
import { createBoardCards, mergeCards } from './board-cards.ts';
import { afterDeeds, afterRedo, afterUndo, EMPTY_HISTORY } from './history.ts';
import { card } from './testing/cards.ts';
import { inTrayOrder, mentions, sectionsOf } from './tray/tray-order.ts';
import { crewAfter, crewWith, crewWithout } from './use-moves.ts';
import { verbsFor } from './visit-verbs.ts';
import { queryFromView, viewFromQuery } from './view-state.ts';

const names = (visits: readonly VisitCard[]): string[] => visits.map(({ name }) => name);

describe('The history of a dispatcher (F6)', () => {
  const one = { visit: 'V1', command: 'c1' };
  const two = { visit: 'V2', command: 'c2' };
  const both = afterDeeds(afterDeeds(EMPTY_HISTORY, [one]), [two]);

  it('undoes the last gesture first, and redoes by undoing the undo', () => {
    const undone = afterUndo(both, [{ visit: 'V2', command: 'u2' }]);
    expect(undone).toEqual({ done: [[one]], undone: [[{ visit: 'V2', command: 'u2' }]] });
    expect(afterRedo(undone, [{ visit: 'V2', command: 'r2' }])).toEqual({ done: [[one], [{ visit: 'V2', command: 'r2' }]], undone: [] });
  });

  it('takes back everything that one gesture moved at once', () => {
    const moved = afterDeeds(EMPTY_HISTORY, [one, two]);
    expect(moved.done).toEqual([[one, two]]);
    expect(afterUndo(moved, [{ visit: 'V2', command: 'u2' }, { visit: 'V1', command: 'u1' }]).done).toEqual([]);
  });

  it('can redo nothing once something new was done', () => {
    expect(afterDeeds(afterUndo(both, [{ visit: 'V2', command: 'u2' }]), [{ visit: 'V3', command: 'c3' }]).undone).toEqual([]);
  });

  it('forgets what can no longer be taken back, and keeps what could not be for now', () => {
    expect(afterUndo(both, [])).toEqual({ done: [[one]], undone: [] });
    expect(afterUndo(both, [], [two])).toEqual(both);
    expect(afterUndo(EMPTY_HISTORY, [one])).toBe(EMPTY_HISTORY);
    expect(afterDeeds(both, [])).toBe(both);
  });
});

describe('Cards read again (R04)', () => {
  it('keep the very same object where nothing changed, so that nothing is drawn anew', () => {
    const same = card({ name: 'V1' });
    const shown = new Map([['V1', same], ['V2', card({ name: 'V2' })], ['V3', card({ name: 'V3' })]]);
    const changed = mergeCards(shown, [card({ name: 'V1' }), card({ name: 'V2', status: 'planned' }), card({ name: 'V4' })], () => false);
    expect(changed).toEqual(['V2', 'V4']);
    expect(shown.get('V1')).toBe(same);
    expect([...shown.keys()].sort()).toEqual(['V1', 'V2', 'V4']);
  });

  it('do not touch a visit whose change is still on its way', () => {
    const mine = card({ name: 'V1', status: 'planned' });
    const shown = new Map([['V1', mine]]);
    expect(mergeCards(shown, [card({ name: 'V1' })], () => true)).toEqual([]);
    expect(shown.get('V1')).toBe(mine);
  });
});

describe('The crew after a move (F2)', () => {
  const crew: VisitCard['crew'] = [{ technician: 'A', role: 'lead' }, { technician: 'B', role: 'helper' }];

  it('replaces the one person it was taken from, in the same role', () => {
    expect(crewAfter(card({ crew }), { technician: 'C', from: 'B' })).toEqual([{ technician: 'C', role: 'helper' }, { technician: 'A', role: 'lead' }]);
  });

  it('does not count a person twice', () => {
    expect(crewAfter(card({ crew }), { technician: 'B', from: 'A' })).toEqual([{ technician: 'B', role: 'lead' }]);
  });

  it('gains a helper, and loses one person alone: the lead passes on', () => {
    expect(crewWith(card({ crew }), 'C')).toEqual([...crew, { technician: 'C', role: 'helper' }]);
    expect(crewWith(card({ crew }), 'B')).toBe(crew);
    expect(crewWithout(card({ crew }), 'A')).toEqual([{ technician: 'B', role: 'lead' }]);
    expect(crewWithout(card({ crew }), 'B')).toEqual([{ technician: 'A', role: 'lead' }]);
  });

  it('begins with one lead from the tray', () => {
    expect(crewAfter(card(), { technician: 'A', from: null })).toEqual([{ technician: 'A', role: 'lead' }]);
  });
});

describe('The tray', () => {
  const tray = [
    card({ name: 'calm', slaDue: null, priority: 'Urgent', createdAt: '2026-11-20T12:00:00Z' }),
    card({ name: 'soon', slaDue: '2026-11-23T13:00:00Z', priority: 'Low' }),
    card({ name: 'later', slaDue: '2026-11-24T13:00:00Z', priority: 'High' }),
  ];

  it('puts what is due first, first; what has no deadline, last', () => {
    expect(names(inTrayOrder(tray, 'sla'))).toEqual(['soon', 'later', 'calm']);
    expect(names(inTrayOrder(tray, 'priority'))).toEqual(['calm', 'later', 'soon']);
    expect(names(inTrayOrder(tray, 'age'))[0]).toBe('calm');
  });

  it('is grouped by area, each in its order, the most pressing area first', () => {
    const there = (name: string, zone: string, slaDue: string): VisitCard => card({ name, slaDue, place: { ...card().place, zone } });
    const sorted = inTrayOrder([there('a', 'Roussillon', '2026-11-24T12:00:00Z'), there('b', 'Lanaudière', '2026-11-23T12:00:00Z'), there('c', 'Roussillon', '2026-11-23T18:00:00Z')], 'sla');
    expect(sectionsOf(sorted, true).map(({ zone, visits }) => [zone, names(visits)])).toEqual([['Lanaudière', ['b']], ['Roussillon', ['c', 'a']]]);
    expect(sectionsOf(sorted, false).map(({ zone, visits }) => [zone, names(visits)])).toEqual([[undefined, ['b', 'c', 'a']]]);
  });

  it('finds a visit by what people type, without accents', () => {
    const visit = card({ customerName: 'Chloé Bélanger' });
    expect([mentions(visit, 'belanger'), mentions(visit, 'howick'), mentions(visit, 'rawdon')]).toEqual([true, true, false]);
  });
});

describe('A link to the board (F14)', () => {
  it('restores what was looked at', () => {
    const view = { date: '2026-11-25', days: 3, density: 'all', zoom: 90, zone: 'Lanaudière', skill: 'wifi', trade: 'Splicer', status: 'confirmed', text: 'roy', sort: 'age', isGrouped: true, palette: 'priority', policy: 'kilometres' } as const;
    expect(viewFromQuery(queryFromView(view, '2026-11-23', 'compact'), '2026-11-23', 'compact')).toEqual(view);
  });

  it('leaves out what goes without saying, and passes over nonsense', () => {
    const usual = viewFromQuery({ date: 'yesterday', density: 'huge', zoom: '-4', days: '9', status: 'lost', sort: 'luck' }, '2026-11-23', 'compact');
    expect(usual).toEqual({ date: '2026-11-23', days: 1, density: 'compact', zoom: 0, zone: '', skill: '', trade: '', status: '', text: '', sort: 'sla', isGrouped: false, palette: 'status', policy: '' });
    expect(queryFromView(usual, '2026-11-23', 'compact')).toEqual({});
  });
});

describe('What may be done with a visit', () => {
  const crew: VisitCard['crew'] = [{ technician: 'A', role: 'lead' }];

  it('follows its status: what has begun is no longer the board’s to move', () => {
    expect(verbsFor(card())).toEqual(['assign', 'cancel']);
    expect(verbsFor(card({ status: 'planned', crew }))).toEqual(['assign', 'confirm', 'link', 'unassign', 'cancel']);
    expect(verbsFor(card({ status: 'on-site', crew }))).toEqual(['link']);
    expect(verbsFor(card({ status: 'done', crew, endedAt: '2026-11-23T15:00:00Z' }))).toEqual([]);
  });
});

describe('What is read while a visit is in hand', () => {
  const board = (visits: readonly VisitCard[]) => ({ from: '2026-11-23T05:00:00Z', until: '2026-11-24T05:00:00Z', seq: 1, asOf: '2026-11-23T14:00:00Z', technicians: [], visits: [...visits], unassigned: [] });
  const moved = (name: string, minute: number): VisitCard => card({ name, status: 'planned', plannedStart: '2026-11-23T15:00:00Z', modified: `2026-11-23 09:0${String(minute)}:00.000000` });

  it('is kept from moving under it, and asked for again when it is let go: that visit, and not the whole board', () => {
    const cards = createBoardCards();
    cards.show(board([moved('V1', 0), moved('V2', 0)]), true);
    expect(cards.takeMissed()).toEqual({ visits: [], isAll: false });
    cards.carried.add('V1');
    cards.showOne(moved('V1', 1));
    cards.showOne(moved('V2', 1));
    expect([...cards.visits.values()].map(({ modified }) => modified.slice(11, 16))).toEqual(['09:00', '09:01']);
    cards.carried.delete('V1');
    expect(cards.takeMissed()).toEqual({ visits: ['V1'], isAll: false });
    expect(cards.takeMissed()).toEqual({ visits: [], isAll: false });
  });

  it('is everything when the whole board was read meanwhile', () => {
    const cards = createBoardCards();
    cards.carried.add('V1');
    cards.show(board([moved('V1', 0)]), false);
    expect(cards.takeMissed().isAll).toBe(true);
  });
});
