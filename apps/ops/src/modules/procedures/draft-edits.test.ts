import { describe, expect, it } from 'vitest';
import { effectScope } from 'vue';
import { blankStep, differenceOf, freshName, moved, withKind } from './draft-edits.ts';
import { useDraftHistory } from './use-draft-history.ts';

const steps = ['a', 'b', 'c'].map(blankStep);
const names = (list: readonly { step: string }[]): string[] => list.map(({ step }) => step);
const title = { fr: 'Réparation', en: 'Repair' };

describe('writing a procedure', () => {
  it('moves a step up and down, and nowhere beyond the ends', () => {
    expect([names(moved(steps, 0, 2)), names(moved(steps, 2, 0)), names(moved(steps, 0, -1)), names(moved(steps, 2, 3))]).toEqual([['b', 'c', 'a'], ['c', 'a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c']]);
  });

  it('gives a new step a name that no step of any version has', () => {
    expect(freshName([blankStep('step-1')], new Set(['step-2', 'step-3']))).toBe('step-4');
  });

  it('lets a step forget what only its former kind could say', () => {
    const reading = { ...blankStep('power'), kind: 'reading' as const, unit: 'dBm', minimum: -27, maximum: -8 };
    expect(withKind(reading, 'photo')).toMatchObject({ kind: 'photo', unit: '', minimum: null, maximum: null, photos: { least: 1, most: 1, isPair: false } });
  });

  it('tells what publishing adds, removes, changes and moves', () => {
    const draft = { title, steps: [blankStep('b'), { ...blankStep('a'), required: false }, blankStep('d')] };
    const difference = differenceOf({ title, steps }, draft);
    expect({ added: names(difference.added), removed: names(difference.removed), changed: names(difference.changed), moved: names(difference.moved) }).toEqual({ added: ['d'], removed: ['c'], changed: ['a'], moved: ['b', 'a'] });
  });
});

describe('undoing and redoing what was written', () => {
  const open = () => effectScope().run(() => useDraftHistory())!;

  it('goes back over each change and forth again, and typing in one field is one change', () => {
    const history = open();
    history.start({ title, steps });
    for (const fr of ['R', 'Ré', 'Rép']) history.change({ title: { ...title, fr }, steps }, 'title.fr');
    history.change({ title, steps: [] }, 'steps');
    history.undo();
    expect(history.draft.value.title.fr).toBe('Rép');
    history.undo();
    expect([history.draft.value.title.fr, history.canUndo.value]).toEqual(['Réparation', false]);
    history.redo();
    history.redo();
    expect([history.draft.value.steps, history.canRedo.value]).toEqual([[], false]);
  });

  it('knows whether anything is unsaved, also after going back to what was saved', () => {
    const history = open();
    history.start({ title, steps });
    history.change({ title, steps: [] }, 'steps');
    expect(history.isUnsaved.value).toBe(true);
    history.undo();
    expect(history.isUnsaved.value).toBe(false);
  });
});
