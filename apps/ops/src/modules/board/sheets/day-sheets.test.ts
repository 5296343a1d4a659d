import { describe, expect, it } from 'vitest';
import type { Board, VisitCard } from '@gigafibre/contracts';
import { card, technician } from '../testing/cards.ts';
import { daySheets, shiftOf } from './day-sheets.ts';

const crew = (...names: string[]): VisitCard['crew'] => names.map((name, index) => ({ technician: name, role: index === 0 ? 'lead' : 'helper' }));
const visits = [
  card({ name: 'V2', status: 'planned', crew: crew('T1'), plannedStart: '2026-11-23T18:00:00Z' }),
  card({ name: 'V1', status: 'confirmed', crew: crew('T1', 'T2'), plannedStart: '2026-11-23T14:00:00Z', durationMinutes: 60 }),
  card({ name: 'V3', status: 'cancelled', crew: crew('T2'), plannedStart: '2026-11-23T14:00:00Z' }),
];
const board: Board = { from: '', until: '', seq: 1, asOf: '2026-11-23T12:00:00Z', technicians: [technician({ name: 'T1', displayName: 'Amélie Gagné' }), technician({ name: 'T2', displayName: 'Luc Roy' }), technician({ name: 'T3' })], visits, unassigned: [card({ name: 'V4' })] };
const told = (sheets: ReturnType<typeof daySheets>) => sheets.map((sheet) => [sheet.technician.name, sheet.lines.map(({ visit }) => visit.name)]);

describe('Day sheets', () => {
  it('have a page for everybody who has a visit, in the order of the day; what was cancelled is on no paper', () => {
    expect(told(daySheets(board))).toEqual([['T1', ['V1', 'V2']], ['T2', ['V1']]]);
  });

  it('name those who come along, and count work and driving', () => {
    const [first] = daySheets(board);
    expect(first?.lines.map(({ others }) => others)).toEqual([['Luc Roy'], []]);
    expect(first?.workSeconds).toBe(150 * 60);
    expect(first?.travelSeconds).toBe(first?.lines.reduce((sum, { travelSeconds = 0 }) => sum + travelSeconds, 0));
  });

  it('are made for one person alone when asked, even for an empty day', () => {
    expect(told(daySheets(board, new Set(['T3'])))).toEqual([['T3', []]]);
  });

  it('say the shift from its first hour to its last', () => {
    const shift = { lunchStart: null, lunchMinutes: 0, onCall: false };
    expect(shiftOf(technician({ shifts: [{ ...shift, start: '2026-11-23T13:00:00Z', end: '2026-11-23T17:00:00Z' }, { ...shift, start: '2026-11-23T18:00:00Z', end: '2026-11-23T22:00:00Z' }] }))).toEqual({ startSeconds: Date.parse('2026-11-23T13:00:00Z') / 1000, endSeconds: Date.parse('2026-11-23T22:00:00Z') / 1000 });
    expect(shiftOf(technician({ shifts: [] }))).toBe(undefined);
  });
});
