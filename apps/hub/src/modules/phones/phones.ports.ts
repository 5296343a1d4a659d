import type { PhoneAccount } from '@gigafibre/contracts';

/** One phone's account with what tells its store from another. */
export interface KeptPhone extends PhoneAccount {
  readonly store: string;
  readonly counter: number;
}

export interface PhoneBook {
  /** Runs the work while nobody else changes this technician's phones; what it gives back is kept. */
  change<Done>(technician: string, work: (phones: readonly KeptPhone[]) => Promise<{ readonly keep: readonly KeptPhone[]; readonly drop: readonly string[]; readonly done: Done }>): Promise<Done>;
  all(): Promise<readonly PhoneAccount[]>;
}
