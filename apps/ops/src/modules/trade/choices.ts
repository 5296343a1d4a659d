import type { FieldChange } from '@gigafibre/contracts';
import { wordKey, type StateKind } from './tones.ts';

export const TICKET_STATUSES = ['Open', 'Replied', 'On Hold', 'Resolved', 'Closed'] as const;
/** The categories of a ticket, as the ERP names them. */
export const TICKET_TYPES = ['Pas de signal', 'Lenteur', 'Wi-Fi', 'Téléphonie', 'Télévision', 'Facturation', 'Déménagement', 'Nouvelle installation', 'Équipement', 'Autre'] as const;

/** Values with their words, for a field of choices. */
export const optionsOf = (kind: StateKind, values: readonly string[], translate: (key: string) => string): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: translate(wordKey(kind, value)) }));

/** Who last changed a field, by a history that has the newest change first. */
export const authorOf =
  (changes: readonly FieldChange[]) =>
  (field: string): string | undefined =>
    changes.find((change) => change.field === field)?.by;
