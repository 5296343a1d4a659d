import { photosAsked, photoSlots, sideOf } from './template.ts';
import type { FlowStepTemplate, StepKind } from './template.ts';

export interface SlottedPhoto {
  readonly slot: string;
  /** SHA-256 of the photo. */
  readonly photo: string;
}

/** What was found at one step. `done` says that the step is proved; a reading outside its limits is kept without proving it. */
export interface FlowRecord {
  readonly step: string;
  readonly done: boolean;
  readonly value?: string;
  /** SHA-256 of the photo, or of the drawn signature; of several photos the first. */
  readonly photo?: string;
  /** All photos of a step that asks for several. */
  readonly photos?: SlottedPhoto[];
  readonly skippedReason?: string;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
}

/** A number as people type it here: `-21,5` and `−21.5` are the same. Undefined for anything else. */
export function numberIn(text: string): number | undefined {
  const plain = text.replace(/[−–]/u, '-').replace(',', '.').trim();
  return /^-?\d{1,9}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

export const hasReason = (record: FlowRecord | undefined): boolean => (record?.skippedReason ?? '').trim() !== '';

/** The photos of a record, by slot; a lone photo lies in the first slot of its step. */
export function photosOf(step: FlowStepTemplate, record: FlowRecord | undefined): SlottedPhoto[] {
  if (record?.photos !== undefined) return [...record.photos];
  const [slot = '1'] = photoSlots(step);
  return record?.photo === undefined ? [] : [{ slot, photo: record.photo }];
}

export function hasPhotosAsked(step: FlowStepTemplate, photos: readonly SlottedPhoto[]): boolean {
  const filled = new Set(photos.map(({ slot }) => slot));
  const { least, isPair } = photosAsked(step);
  return isPair ? photoSlots(step).every((slot) => filled.has(slot)) : filled.size >= least;
}

type Judge = (step: FlowStepTemplate, record: FlowRecord, value: string) => boolean;
const isAnswered: Judge = (_, __, value) => value !== '';

const JUDGES: Readonly<Record<StepKind, Judge>> = {
  check: () => true,
  photo: (step, record) => hasPhotosAsked(step, photosOf(step, record)),
  signature: (_, record, value) => value !== '' && record.photo !== undefined,
  reading(step, _, value) {
    const number = numberIn(value);
    return number !== undefined && sideOf(step, number) === undefined;
  },
  choice: ({ choices }, _, value) => value !== '' && (choices.length === 0 || choices.some((choice) => choice.value === value)),
  scan: isAnswered,
  text: isAnswered,
  calculated: () => false,
};

/**
 * Does what was recorded prove the step, by the evidence itself and not by what the record says of it?
 * A calculated step has no evidence of its own: see `viewFlow`.
 */
export const isProof = (step: FlowStepTemplate, record: FlowRecord | undefined): boolean => record?.done === true && JUDGES[step.kind](step, record, record.value ?? '');
