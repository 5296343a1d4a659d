import type { Transport } from '@gigafibre/frappe';

/** The book of record, wherever it is. */
export interface Erp {
  readonly transport: Transport;
  /** The user the hub itself acts as; undefined where its key decides. */
  readonly systemUser?: string;
  /** Throws when it does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
