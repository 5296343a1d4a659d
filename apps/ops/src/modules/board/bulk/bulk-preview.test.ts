import { describe, expect, it } from 'vitest';
import type { VisitCard } from '@gigafibre/contracts';
import type { Plan } from '@gigafibre/dispatch';
import { planTechnicianOf, planVisitOf } from '../plans.ts';
import { card, technician } from '../testing/cards.ts';
import { previewBulk } from './bulk-preview.ts';

const planned = (name: string, plannedStart: string, given: Partial<VisitCard> = {}): VisitCard => card({ name, status: 'planned', crew: [{ technician: 'T1', role: 'lead' }], plannedStart, durationMinutes: 60, ...given });
const planWith = (...visits: VisitCard[]): Plan => ({ technicians: [technician({ name: 'T1' }), technician({ name: 'T2' })].map(planTechnicianOf), visits: visits.map(planVisitOf) });
const told = (lines: ReturnType<typeof previewBulk>) => lines.map(({ visit, obstacle, violations }) => [visit.name, obstacle ?? violations.map(({ rule }) => rule).join(' ')]);

describe('Many visits at once (F15)', () => {
  const one = planned('V1', '2026-11-23T14:00:00Z');
  const two = planned('V2', '2026-11-23T15:00:00Z');

  it('are judged as if all of them were done: what moves together does not overlap itself', () => {
    expect(told(previewBulk([one, two], { kind: 'shift', minutes: 60 }, planWith(one, two)))).toEqual([['V1', ''], ['V2', '']]);
    expect(told(previewBulk([one], { kind: 'shift', minutes: 60 }, planWith(one, two)))).toEqual([['V1', 'overlap']]);
  });

  it('say what cannot be done, and touch nothing that has begun', () => {
    const begun = planned('V3', '2026-11-23T13:00:00Z', { status: 'on-site' });
    const undated = card({ name: 'V4' });
    expect(told(previewBulk([begun, undated, one], { kind: 'shift', minutes: 30 }, planWith(one, begun)))).toEqual([['V3', 'under-way'], ['V4', 'undated'], ['V1', '']]);
    expect(told(previewBulk([undated], { kind: 'unassign' }, planWith()))).toEqual([['V4', 'unmoved']]);
  });

  it('given to one person keep their hours; what has none gets one after the other', () => {
    const lines = previewBulk([one, card({ name: 'V4', durationMinutes: 60 }), card({ name: 'V5', durationMinutes: 60 })], { kind: 'assign', technician: 'T2' }, planWith(one));
    expect(lines.map(({ place }) => place?.crew[0]?.technician)).toEqual(['T2', 'T2', 'T2']);
    expect(new Set(lines.map(({ place }) => place?.startSeconds)).size).toBe(3);
    expect(told(lines)).toEqual([['V1', ''], ['V4', ''], ['V5', '']]);
  });

  it('may be written to whatever their state', () => {
    const over = planned('V6', '2026-11-23T13:00:00Z', { status: 'done' });
    expect(told(previewBulk([over], { kind: 'message', template: 'free', text: 'Bonjour' }, planWith(over)))).toEqual([['V6', '']]);
  });
});
