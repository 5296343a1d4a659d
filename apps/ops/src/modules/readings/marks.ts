import type { Zone } from '@gigafibre/contracts';

/** Below this a person is asked to look. */
const SURE = 0.8;

/** Where a field stands in the picture, how sure the reader is, and what else it may say. */
export interface FieldMark {
  readonly name: string;
  readonly zone: Zone | null;
  readonly confidence: number;
  readonly text: string | null;
  readonly choices: readonly string[];
}

interface Seen<Value> {
  readonly text: string | null;
  readonly confidence: number;
  readonly box: Zone | null;
  readonly choices?: readonly Value[];
}

export const markOf = <Value>(name: string, { text, confidence, box, choices }: Seen<Value>, shown: (value: Value) => string): FieldMark => ({ name, zone: box, confidence, text, choices: (choices ?? []).map(shown) });

export const isDoubtful = (mark: FieldMark | undefined): boolean => mark !== undefined && mark.text !== null && mark.confidence < SURE;
