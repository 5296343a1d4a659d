import type { Actor, Language } from '@gigafibre/contracts';
import type { Keyword } from './keywords.ts';

export interface InboundSms {
  readonly vendorId: string;
  /** E.164. */
  readonly senderKey: string;
  /** Which of our numbers. */
  readonly recipient: string;
  readonly body: string;
  /** Pictures that came along; none is fetched. */
  readonly media: number;
}

/** An SMS, and the keyword that it is. */
export interface Heard {
  readonly sms: InboundSms;
  readonly keyword: Keyword | undefined;
}

/** What taking an SMS writes, in the one transaction that makes it durable before the vendor hears that we have it. */
export interface InboundBook {
  /** Holds these senders' messages still until the work is done, and keeps what is new of them: vendors repeat themselves. Gives what was new, in the order in which it came. */
  keep(lot: readonly Heard[]): Promise<readonly Heard[]>;
  /** Of whom we asked lately what they thought of a visit. */
  asked(senderKeys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Takes it as the answer to a survey: a score needs nobody, a word more is for a person to read. */
  surveyAnswer(sms: InboundSms): Promise<{ readonly kind: 'score' | 'comment'; readonly language: Language } | undefined>;
  /** Notes them in their senders' conversations. */
  hear(lot: readonly { readonly sms: InboundSms; readonly waits: boolean }[]): Promise<void>;
  optOut(key: string, word: string, by: Actor): Promise<void>;
  /** Gives whether he had opted out. */
  optIn(key: string, by: Actor): Promise<boolean>;
  answer(answer: { readonly template: 'stop-confirmed' | 'start-confirmed' | 'help-answer' | 'survey-thanks'; readonly language: Language; readonly to: string; readonly phone: string; readonly by: Actor }): Promise<void>;
}
