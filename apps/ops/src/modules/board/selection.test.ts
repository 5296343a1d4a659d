import { describe, expect, it } from 'vitest';
import { between, framed } from './selection.ts';
import { card } from './testing/cards.ts';

const visit = (name: string, hour: number, minutes = 60) => card({ name, status: 'planned', plannedStart: `2026-11-23T${String(hour)}:00:00Z`, durationMinutes: minutes });
const rows = [{ visits: [visit('a8', 13), visit('a10', 15)] }, { visits: [visit('b9', 14)] }, { visits: [visit('c8', 13), visit('c12', 17)] }];
const tray = ['t1', 't2', 't3'].map((name) => card({ name }));
const at = (hour: number): number => Date.parse(`2026-11-23T${String(hour)}:00:00Z`) / 1000;

describe('Several visits at once', () => {
  it('are those that a frame touches, whichever corner it was begun at', () => {
    expect(framed(rows, { row: 0, seconds: at(13), toRow: 1, toSeconds: at(14) + 60 })).toEqual(['a8', 'b9']);
    expect(framed(rows, { row: 1, seconds: at(14) + 60, toRow: 0, toSeconds: at(13) })).toEqual(['a8', 'b9']);
  });

  it('do not count what only ends where the frame begins', () => {
    expect(framed(rows, { row: 0, seconds: at(14), toRow: 0, toSeconds: at(15) })).toEqual([]);
  });

  it('count a crew’s visit once', () => {
    const shared = visit('crew', 13);
    expect(framed([{ visits: [shared] }, { visits: [shared] }], { row: 0, seconds: at(12), toRow: 1, toSeconds: at(18) })).toEqual(['crew']);
  });

  it('go from one to the other: along the tray, or in the frame between two bars', () => {
    expect(between('t3', 't2', { rows, tray })).toEqual(['t2', 't3']);
    expect(between('a8', 'c12', { rows, tray })).toEqual(['a8', 'a10', 'b9', 'c8', 'c12']);
    expect(between('t1', 'b9', { rows, tray })).toEqual(['b9']);
  });
});
