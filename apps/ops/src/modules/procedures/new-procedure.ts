const LONGEST_CODE = 60;

/** The code of a procedure from its title: `Réparation aérienne` becomes `reparation-aerienne`; empty when nothing of the title can be in one. */
export function codeFrom(title: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, LONGEST_CODE).replace(/-$/, '');
}

/** The hub's own rule for a code. */
export const isCode = (code: string): boolean => /^[a-z][a-z0-9-]{1,59}$/.test(code);
