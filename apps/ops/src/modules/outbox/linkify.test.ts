import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

describe('The links of a message', () => {
  it('are set apart from the words around them', () => {
    expect(linkify('Ouvrez http://localhost:8080/j/l/AbC123. Merci.')).toEqual([
      { text: 'Ouvrez ', href: undefined },
      { text: 'http://localhost:8080/j/l/AbC123', href: 'http://localhost:8080/j/l/AbC123' },
      { text: '. Merci.', href: undefined },
    ]);
  });

  it('leave markup as the plain text it is', () => {
    expect(linkify('<b>javascript:alert(1)</b>')).toEqual([{ text: '<b>javascript:alert(1)</b>', href: undefined }]);
  });
});
