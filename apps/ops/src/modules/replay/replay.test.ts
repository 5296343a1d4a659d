import { effectScope, ref } from 'vue';
import { describe, expect, it } from 'vitest';
import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';
import { replayRows, shareOf } from './replay-rows.ts';
import { usePlayer } from './use-player.ts';

const MIDNIGHT = Date.parse('2026-11-23T05:00:00Z');
const hour = (hours: number): number => MIDNIGHT + hours * 3_600_000;
const person = (name: string): TechnicianCard => ({ name, displayName: name, shifts: [], absences: [] }) as unknown as TechnicianCard;
const visit = (name: string, crew: readonly string[], startHour: number, given: Partial<VisitCard> = {}): VisitCard =>
  ({ name, status: 'planned', crew: crew.map((technician) => ({ technician, role: 'lead' })), plannedStart: new Date(hour(startHour)).toISOString(), durationMinutes: 60, ...given }) as VisitCard;

describe('the lines of a replayed day (M7)', () => {
  it('have each visit where it stood, a crew’s on each of its members’, and nothing that waits or is cancelled', () => {
    const rows = replayRows([person('A'), person('B')], [visit('V1', ['A'], 7), visit('V2', ['A', 'B'], 13), visit('V3', ['B'], 9, { status: 'cancelled' }), visit('V4', [], 9, { status: 'unassigned', plannedStart: null })], MIDNIGHT);
    expect(rows.map(({ technician, bars }) => [technician.name, bars.map((bar) => [bar.visit.name, Math.round(bar.left), Math.round(bar.width)])])).toEqual([['A', [['V1', 0, 8], ['V2', 50, 8]]], ['B', [['V2', 50, 8]]]]);
  });

  it('show when somebody was not at work, and why he was away', () => {
    const at = (hours: number): string => new Date(hour(hours)).toISOString();
    const away = { ...person('A'), shifts: [{ start: at(8), end: at(16), lunchStart: null, lunchMinutes: 0, onCall: false }], absences: [{ start: at(13), end: at(16), reason: 'Sick' }] };
    const [row] = replayRows([away], [], MIDNIGHT);
    expect(row?.shades.map(({ left, width, reason }) => [Math.round(left), Math.round(width), reason])).toEqual([[0, 8, ''], [75, 25, ''], [50, 25, 'Sick']]);
    expect(replayRows([person('B')], [], MIDNIGHT)[0]?.shades.map(({ left, width }) => [left, width])).toEqual([[0, 100]]);
  });

  it('cut off what lies outside the hours drawn', () => {
    expect(replayRows([person('A')], [visit('V1', ['A'], 5), visit('V2', ['A'], 6.5)], MIDNIGHT)[0]?.bars.map((bar) => [bar.visit.name, bar.left])).toEqual([['V2', 0]]);
    expect([shareOf(hour(3), MIDNIGHT), shareOf(hour(13), MIDNIGHT), shareOf(hour(23), MIDNIGHT)]).toEqual([0, 50, 100]);
  });
});

describe('the player', () => {
  const player = () => effectScope().run(() => usePlayer(ref({ from: hour(6), until: hour(20) })))!;

  it('begins at the end, goes by minutes and stays within the day', () => {
    const { moment, seek } = player();
    expect(moment.value).toBe(hour(20));
    seek(hour(9) + 59_000);
    expect(moment.value).toBe(hour(9));
    seek(hour(2));
    expect(moment.value).toBe(hour(6));
  });

  it('obeys its keys and leaves the others alone', () => {
    const { moment, onKey, isPlaying } = player();
    const press = (key: string, shiftKey = false): boolean => onKey({ key, shiftKey });
    expect([press('ArrowLeft'), press('ArrowLeft', true), press('a')]).toEqual([true, true, false]);
    expect(moment.value).toBe(hour(20) - 35 * 60_000);
    press('Home');
    expect(moment.value).toBe(hour(6));
    press(' ');
    expect(isPlaying.value).toBe(true);
    press(' ');
    press('End');
    expect([isPlaying.value, moment.value]).toEqual([false, hour(20)]);
  });
});
