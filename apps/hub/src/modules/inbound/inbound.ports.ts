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

/** What taking an SMS writes, in the one transaction that makes it durable before the vendor hears that we have it. */
export interface InboundBook {
  /** Holds these senders' messages still until the work is done, always in one order. */
  hold(senderKeys: readonly string[]): Promise<void>;
  /** Gives whether it was new: vendors repeat themselves. */
  keep(sms: InboundSms, keyword: Keyword['meaning'] | null): Promise<boolean>;
  /** Takes it as the answer to a survey: a score needs nobody, a word more is for a person to read. */
  surveyAnswer(sms: InboundSms): Promise<{ readonly kind: 'score' | 'comment'; readonly language: Language } | undefined>;
  /** Notes it in the sender's conversation. */
  hear(sms: InboundSms, heard: { readonly waits: boolean }): Promise<void>;
  optOut(key: string, word: string, by: Actor): Promise<void>;
  /** Gives whether he had opted out. */
  optIn(key: string, by: Actor): Promise<boolean>;
  answer(answer: { readonly template: 'stop-confirmed' | 'start-confirmed' | 'help-answer' | 'survey-thanks'; readonly language: Language; readonly to: string; readonly phone: string; readonly by: Actor }): Promise<void>;
}
