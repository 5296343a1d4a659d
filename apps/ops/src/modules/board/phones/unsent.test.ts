import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { PhoneAccount } from '@gigafibre/contracts';
import { loadWords } from '../../../app/i18n.ts';
import { unsentByTechnician } from './unsent.ts';
import UnsentChip from './UnsentChip.vue';

const phone = (technician: string, more: Partial<PhoneAccount> = {}): PhoneAccount => ({ technician, device: 'a', unsent: 0, oldestAt: null, parked: 0, refused: [], visits: [], isProtected: true, heardAt: '2026-11-23T14:00:00Z', lost: null, ...more });
const refusal = { command: 'c', type: 'visit.complete', lane: 'VIS-1', code: 'proof_missing', at: '2026-11-23T13:00:00Z' };

async function chip(phones: readonly PhoneAccount[]): Promise<string> {
  await loadWords(['board']);
  const unsent = unsentByTechnician(phones).unsent.get('TECH-001');
  if (unsent === undefined) return '';
  return mount(UnsentChip, { props: { unsent, isNarrow: false } }).text();
}
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

describe('a technician’s unsent work on the board (R54)', () => {
  it('is counted over his phones, with the age of the oldest', async () => {
    expect(await chip([phone('TECH-001', { unsent: 2, oldestAt: ago(2) }), phone('TECH-001', { device: 'b', unsent: 1, oldestAt: ago(1) })])).toBe('3 non envoyées, depuis 2\u00a0h');
  });

  it('says a refusal rather than the age, and lost work before everything', async () => {
    expect(await chip([phone('TECH-001', { unsent: 1, oldestAt: ago(2), refused: [refusal] })])).toBe('1 non envoyée, 1 refusée');
    expect(await chip([phone('TECH-001', { unsent: 2, lost: { why: 'emptied', unsent: 2, oldestAt: null, noticedAt: ago(0) } })])).toBe('2 actions perdues de vue');
  });

  it('is not spoken of when there is none', async () => {
    expect(await chip([phone('TECH-001')])).toBe('');
  });

  it('makes the state of its visits doubtful, until it has arrived', () => {
    expect([...unsentByTechnician([phone('TECH-001', { unsent: 1, visits: ['VIS-1'] }), phone('TECH-002', { visits: ['VIS-2'] })]).stale]).toEqual(['VIS-1']);
  });
});
