import type { DemoAccount, Language, Role } from '@gigafibre/contracts';

export interface Account {
  readonly user: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
  readonly language: Language;
  readonly roles: readonly Role[];
  /** The technician this account belongs to. */
  readonly technician?: string;
}

/** The people the ERP knows. */
export interface Accounts {
  /** Whether this is the account's password. An account that does not exist has none. */
  verify(user: string, password: string): Promise<boolean>;
  find(user: string): Promise<Account | undefined>;
  /** Whether the account was turned off; an ERP that does not answer says nothing about anyone. */
  isOff(user: string): Promise<boolean>;
  /** Those of a demonstration, as far as they exist. */
  demo(): Promise<readonly DemoAccount[]>;
}
