/** What became of the last change of a field. */
export type FieldState =
  | { phase: 'idle' | 'saving' | 'saved' }
  | { phase: 'refused'; reason: string }
  | { phase: 'conflict'; mine: string; theirs: string; by: string | undefined };
