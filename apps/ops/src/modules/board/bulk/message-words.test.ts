import { flushPromises, mount } from '@vue/test-utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadWords, switchLanguage } from '../../../app/i18n.ts';
import { card } from '../testing/cards.ts';
import { isOutsidePromise } from '../visit-facts.ts';
import BulkLines from './components/BulkLines.vue';

describe('what customers read is seen before it is sent (F4, F15)', () => {
  beforeAll(async () => {
    await switchLanguage('fr');
    await loadWords(['board']);
  });

  it('asks to tell the customer only where the promised window is missed', () => {
    const window = { start: '2026-11-23T13:00:00Z', end: '2026-11-23T17:00:00Z' };
    const at = (instant: string): number => Date.parse(instant) / 1000;
    expect(['2026-11-23T12:59:00Z', '2026-11-23T13:00:00Z', '2026-11-23T17:00:00Z', '2026-11-23T17:05:00Z'].map((start) => isOutsidePromise({ window }, at(start)))).toEqual([true, false, false, true]);
    expect(isOutsidePromise({ window: null }, at('2026-11-23T12:00:00Z'))).toBe(false);
  });

  it('shows the words of each line, and who has no number to write to', async () => {
    const lines = ['VIS-1', 'VIS-2'].map((name) => ({ visit: card({ name }), place: null, violations: [], obstacle: undefined }));
    const words = new Map([['VIS-1', 'Gigafibre : votre rendez-vous est déplacé.'], ['VIS-2', null]]);
    const shown = mount(BulkLines, { props: { lines, words, outcomes: new Map(), nameOf: (name: string) => name, sentence: () => '' } });
    await flushPromises();
    expect(shown.get('[data-test=bulk-words-VIS-1]').text()).toBe('Gigafibre : votre rendez-vous est déplacé.');
    expect(shown.get('[data-test=bulk-line-VIS-2]').text()).toContain('Aucun numéro');
  });
});
