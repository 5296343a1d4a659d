import type { FlowEffect, FlowEvent } from '@gigafibre/flow';

/** What a step's card does, before the host has put the time and the photo's hash to it. */
export type StepDeed =
  | { readonly type: 'checked' }
  | { readonly type: 'answered'; readonly value: string }
  | { readonly type: 'shot'; readonly slot: string; readonly picture: Blob }
  | { readonly type: 'unphotographed'; readonly slot: string }
  | { readonly type: 'drawn'; readonly name: string; readonly drawing: Blob }
  | { readonly type: 'skipped'; readonly reason: string }
  | { readonly type: 'reopened' };

/** Where a procedure is being followed: on a technician's phone, or in an administrator's trial of it. */
export interface ProcedureHost {
  /** @returns what the person must be told about the answer; nothing when it counts. */
  readonly record: (event: FlowEvent) => Promise<FlowEffect | undefined>;
  /** Keeps a picture and names it by its hash. @throws when it is no picture. */
  readonly keepPicture: (picture: Blob, kind: 'photo' | 'drawing') => Promise<string>;
  /** An address under which a kept picture can be shown; nothing when it is no longer here. */
  readonly lookAt: (photo: string) => Promise<string | undefined>;
  /** Where a code is scanned for a visit; without a visit a code can only be typed. */
  readonly visit: string | undefined;
}

/** Turns what a card says into an event of the procedure. @throws when a picture cannot be kept. */
export async function eventOf(host: ProcedureHost, step: string, deed: StepDeed): Promise<FlowEvent> {
  const at = (): string => new Date().toISOString();
  if (deed.type === 'shot') return { type: 'photographed', step, slot: deed.slot, photo: await host.keepPicture(deed.picture, 'photo'), at: at() };
  if (deed.type === 'drawn') return { type: 'signed', step, name: deed.name, photo: await host.keepPicture(deed.drawing, 'drawing'), at: at() };
  return { ...deed, step, at: at() };
}
