import type { Language } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import type { Category } from '../../templates/index.ts';
import type { Recipient } from './recipient.ts';

/** A message on its way to a person; `recipient` is the key of {@link Recipient}. */
export interface OutgoingMessage {
  readonly channel: 'sms' | 'email';
  readonly recipient: Recipient['key'];
  readonly template: string;
  readonly category: Category;
  /** Speaks of invoices or payments. */
  readonly isBilling: boolean;
  /** Required by law, such as the answer to STOP: goes even to whoever wants nothing. */
  readonly isLegal: boolean;
  readonly language: Language;
  readonly subject: string;
  readonly body: string;
}

/** What is known of the recipient and of the day, read in the transaction that decides. */
export interface KnownFacts {
  readonly recipientCountry: string;
  readonly isGoodAddress: boolean;
  /** What he no longer wants: everything, or what is promotional. */
  readonly optedOut: 'all' | 'promotional' | null;
  /** The customer's own language; null when nobody knows. */
  readonly customerLanguage: Language | null;
  readonly sentToRecipientToday: number;
  readonly sentOfTemplateToday: number;
  readonly sentThisHour: number;
  /** Same template, same object, same recipient within the duplicate window. */
  readonly isRepeated: boolean;
  /** Kill-switches that are on: `all`, a channel, or `template:NAME`. */
  readonly stopped: readonly string[];
  /** The old system still bills and tells people so. */
  readonly isLegacyAuthoritative: boolean;
  /** The carriers have approved us for numbers in the United States. */
  readonly isRegisteredInUs: boolean;
}

export interface PolicySettings {
  readonly perRecipientDay: number;
  readonly perTemplateDay: number;
  readonly perHour: number;
  /** Hours of the site's clock between which only what is critical leaves, over midnight. */
  readonly quietFromHour: number;
  readonly quietUntilHour: number;
  readonly maxSegments: number;
  /** Links may lead here and nowhere else. */
  readonly ownHosts: readonly string[];
}

export const POLICY_SETTINGS: Omit<PolicySettings, 'ownHosts'> = { perRecipientDay: 6, perTemplateDay: 3, perHour: 600, quietFromHour: 21, quietUntilHour: 8, maxSegments: 3 };

export interface Question {
  readonly message: OutgoingMessage;
  readonly facts: KnownFacts;
  readonly settings: PolicySettings;
  readonly now: Temporal.Instant;
}

/** One policy's answer. Held means not now; suppressed means never. */
export type PolicyAnswer =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'hold'; readonly reason: string; readonly untilMs: number }
  | { readonly outcome: 'suppress'; readonly reason: string };

export type Policy = (question: Question) => PolicyAnswer;

export const PASS: PolicyAnswer = { outcome: 'pass' };
export const suppress = (reason: string): PolicyAnswer => ({ outcome: 'suppress', reason });
