import type { Language } from '@gigafibre/contracts';

export interface Technician {
  readonly name: string;
  readonly displayName: string;
  /** Where the SMS goes, as stored: `+14505550123`. Empty when none is known. */
  readonly mobile: string;
  /** Empty when none is known. */
  readonly email: string;
  readonly language: Language;
  /** The ERP user whose name is on what he does. */
  readonly user: string;
}

export interface Technicians {
  /** An active technician; undefined for anyone else. */
  find(name: string): Promise<Technician | undefined>;
}

/** The device that opened a link. */
export interface PhoneFacts {
  readonly device: string;
  /** Browser and system in words. */
  readonly client: string;
}
