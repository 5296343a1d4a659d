import { describe, expect, it } from 'vitest';
import { corrected, editableFields } from './editable-fields.ts';

const fail = { visit: 'VIS-1', reason: 'absent', note: 'Personne' };
const complete = { visit: 'VIS-1', steps: [{ step: 'safety', done: true, at: 'x' }, { step: 'power', done: true, value: '-31', at: 'x' }], note: '' };

describe('what may be put right in a refused action (R54)', () => {
  it('is what a person wrote, read or chose; never which visit, when, or what a customer signed', () => {
    expect(editableFields(fail).map(({ path, kind }) => [path, kind])).toEqual([['reason', 'choice'], ['note', 'prose']]);
    expect(editableFields(complete).map(({ path, step }) => [path, step])).toEqual([['steps.1.value', 'power'], ['note', undefined]]);
    expect(editableFields({ visit: 'VIS-1', text: 'Tout est signé', textSha256: 'ab', signer: 'G. Tremblay', photo: 'cd' }).map(({ path }) => path)).toEqual(['signer']);
    expect(editableFields({ visit: 'VIS-1' })).toEqual([]);
  });

  it('goes into its place and leaves everything else as it was', () => {
    expect(corrected(complete, { 'steps.1.value': '-21' })).toEqual({ ...complete, steps: [complete.steps[0], { ...complete.steps[1], value: '-21' }] });
    expect(corrected({ visit: 'VIS-1', kind: 'work', minutes: 90, reason: 'Oubli' }, { minutes: '45', reason: 'Oubli' })).toEqual({ visit: 'VIS-1', kind: 'work', minutes: 45, reason: 'Oubli' });
  });

  it('brings a serial to its normal form, as the scanner does', () => {
    expect(corrected({ visit: 'VIS-1', serial: 'TPLG1A2B3C4D' }, { serial: 'tplg 1a2b 3c4e ' })).toEqual({ visit: 'VIS-1', serial: 'TPLG1A2B3C4E' });
  });
});
