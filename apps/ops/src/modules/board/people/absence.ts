import type { CommandPayload } from '@gigafibre/contracts';

export type AbsenceReason = CommandPayload<'technician.absence'>['reason'];
/** What becomes of the visits that an absence touches. */
export const AFTERWARDS = ['propose', 'tray', 'leave'] as const;
export type Afterwards = (typeof AFTERWARDS)[number];
export interface AbsenceAsked {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly reason: AbsenceReason;
}
