import type { SearchHit } from '@gigafibre/contracts';

/** What a text that people type can be, each in the form the ERP keeps it. */
export interface SearchKeys {
  /** As typed, without outer blanks. */
  readonly text: string;
  readonly phone: string | undefined;
  readonly serial: string | undefined;
  readonly mac: string | undefined;
}

export interface Finder {
  /** Hits, the best first. */
  find(keys: SearchKeys, limit: number): Promise<readonly SearchHit[]>;
}
