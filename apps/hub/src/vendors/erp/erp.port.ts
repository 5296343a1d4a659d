import type { Transport } from '@gigafibre/frappe';

export interface PersonKey {
  readonly key: string;
  readonly secret: string;
}

/** Where people's keys are kept. */
export interface PersonKeys {
  /** The key of a person; `make` gives a new one where there is none, or it is the spent one. */
  keyOf(user: string, spent: PersonKey | undefined, make: () => Promise<PersonKey>): Promise<PersonKey>;
}

/** The book of record, wherever it is. */
export interface Erp {
  readonly transport: Transport;
  /** The user the hub itself acts as; undefined where its key decides. */
  readonly systemUser?: string;
  /** From now on whatever is done for a person is done with a key of his own, kept there. */
  attribute?(keys: PersonKeys): void;
  /** Throws when it does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
