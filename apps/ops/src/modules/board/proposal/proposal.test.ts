import { describe, expect, it } from 'vitest';
import type { PlanKpis, ProposedMove } from '@gigafibre/contracts';
import { ghostsOf, groupMoves, kpiLines, openMoves } from './proposal.ts';

const at = (technician: string, plannedStart: string, ...helpers: string[]): NonNullable<ProposedMove['after']> => ({
  crew: [{ technician, role: 'lead' }, ...helpers.map((helper) => ({ technician: helper, role: 'helper' as const }))],
  plannedStart,
  durationMinutes: 60,
});
const move = (visit: string, given: Partial<ProposedMove> = {}): ProposedMove => ({ visit, modified: '', subject: '', customerName: visit, before: null, after: at('T1', '2026-11-23T15:00:00Z'), technicians: ['T1'], hasNewPeople: true, breaksPromise: false, outcome: null, command: null, ...given });
const kpis: PlanKpis = { costCents: 100_00, costs: [], kilometres: 412.4, travelMinutes: 600, lateMinutes: 20, overtimeMinutes: 0, brokenPromises: 0, moved: 0, unassigned: 5 };

describe('A proposal as a difference on the board (R60)', () => {
  const moves = [
    move('late', { after: at('T1', '2026-11-23T18:00:00Z') }),
    move('early', { after: at('T1', '2026-11-23T14:00:00Z') }),
    move('to-tray', { before: at('T2', '2026-11-23T14:00:00Z'), after: null }),
  ];

  it('stands under whoever gets the visit, or loses it to the tray, in the order of the day', () => {
    const groups = groupMoves(moves, (name) => (name === 'T1' ? 'Zoé' : 'Amélie'));
    expect(groups.map(({ technician, moves: own }) => [technician, own.map(({ visit }) => visit)])).toEqual([['T2', ['to-tray']], ['T1', ['early', 'late']]]);
  });

  it('shows every open line as the bar it leaves and the bar it becomes, for each of the crew', () => {
    const crewed = move('crew', { before: at('T2', '2026-11-23T14:00:00Z'), after: at('T1', '2026-11-23T15:00:00Z', 'T3') });
    expect(ghostsOf([crewed, move('done', { outcome: 'accepted' })]).map(({ kind, technician }) => [kind, technician])).toEqual([['before', 'T2'], ['after', 'T1'], ['after', 'T3']]);
    expect(ghostsOf([crewed])[0]).toMatchObject({ startSeconds: Date.parse('2026-11-23T14:00:00Z') / 1000, durationSeconds: 3600 });
  });

  it('counts as open what nobody has decided yet', () => {
    expect(openMoves({ moves: [move('a'), move('b', { outcome: 'accepted' }), move('c', { outcome: 'refused' })] }).map(({ visit }) => visit)).toEqual(['a']);
  });

  it('says of each figure whether the plan gets better, worse or stays', () => {
    const lines = kpiLines(kpis, { ...kpis, kilometres: 380, brokenPromises: 2, travelMinutes: 600 });
    expect(Object.fromEntries(lines.map(({ key, verdict }) => [key, verdict]))).toMatchObject({ kilometres: 'better', brokenPromises: 'worse', travelMinutes: 'same' });
  });
});
