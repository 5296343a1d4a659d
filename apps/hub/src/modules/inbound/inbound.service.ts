import type { Actor, Language } from '@gigafibre/contracts';
import { keywordOf, type Keyword } from './keywords.ts';
import type { InboundBook, InboundSms } from './inbound.ports.ts';

/**
 * Takes customers' SMS, each once: STOP and START take effect at once and whatever number of ours they came to, HELP is
 * answered in the language of the word, anything else is for a person to read.
 */
export async function receiveSms(lot: readonly InboundSms[], book: InboundBook, dispatchPhone: string): Promise<void> {
  const fresh = await book.keep(lot.map((sms) => ({ sms, keyword: keywordOf(sms.body) })));
  const asked = await book.asked(fresh.map(({ sms }) => sms.senderKey));
  const read = [];
  for (const { sms, keyword } of fresh) read.push({ sms, keyword, answer: keyword === undefined && asked.has(sms.senderKey) ? await book.surveyAnswer(sms) : undefined });
  await book.hear(read.map(({ sms, keyword, answer }) => ({ sms, waits: keyword === undefined && answer?.kind !== 'score' })));
  for (const { sms, keyword, answer } of read) {
    if (keyword !== undefined) await act(sms, keyword, book, dispatchPhone);
    else if (answer?.kind === 'score') await book.answer({ template: 'survey-thanks', language: answer.language, to: sms.senderKey, phone: dispatchPhone, by: { kind: 'customer', user: sms.senderKey, displayName: sms.senderKey } });
  }
}

async function act(sms: InboundSms, { meaning, language }: Keyword, book: InboundBook, dispatchPhone: string): Promise<void> {
  const customer: Actor = { kind: 'customer', user: sms.senderKey, displayName: sms.senderKey };
  const answer = (template: 'stop-confirmed' | 'start-confirmed' | 'help-answer', to: Language) => book.answer({ template, language: to, to: sms.senderKey, phone: dispatchPhone, by: customer });
  if (meaning === 'help') return answer('help-answer', language);
  if (meaning === 'start') return (await book.optIn(sms.senderKey, customer)) ? answer('start-confirmed', language) : undefined;
  await book.optOut(sms.senderKey, sms.body.trim(), customer);
  return answer('stop-confirmed', language);
}
