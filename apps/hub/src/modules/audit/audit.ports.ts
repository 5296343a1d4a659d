import type { Actor, EventType, HubEvent } from '@gigafibre/contracts';

/** A job and the documents whose story is part of its own. */
export interface Audited {
  readonly job: string;
  readonly ticket: string | null;
  readonly equipment: readonly string[];
}

export interface AuditBook {
  read(job: string): Promise<Audited>;
}

export interface TrailLog {
  about(related: HubEvent['related']): Promise<readonly HubEvent[]>;
}

/** A field that a person changed in place. */
export interface FieldEdit {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A document that a person changed in place, outside any command. */
export interface EditedDocument {
  readonly actor: Actor;
  readonly doctype: string;
  readonly name: string;
  readonly customer: string | null;
  /** The document's stamp after the change. */
  readonly modified: string;
  readonly edits: readonly FieldEdit[];
}

export interface ChangeLog {
  append(events: readonly [EditEvent, ...EditEvent[]]): Promise<number>;
}

export type EditEvent = Pick<HubEvent, 'actor' | 'subject' | 'related' | 'facts'> & { readonly type: EventType };
