import { SITE_ZONE, smsSize } from '@gigafibre/kernel';
import { PASS, suppress, type Policy, type Question } from './policy.ts';

const HOUR_MS = 3_600_000;
const RETRY_MS = 60_000;

const address: Policy = ({ facts }) => (facts.isGoodAddress ? PASS : suppress('bad-address'));

/** STOP holds for everything but what the law asks for. */
const consent: Policy = ({ message, facts }) => {
  if (message.isLegal || facts.optedOut === null) return PASS;
  return facts.optedOut === 'all' || message.category === 'promotional' ? suppress('opted-out') : PASS;
};

/** An American number asks for a registration with the carriers (10DLC) that a Canadian one does not. */
const registration: Policy = ({ message, facts }) => (message.channel === 'sms' && facts.recipientCountry === 'US' && !facts.isRegisteredInUs ? suppress('us-unregistered') : PASS);

const quietHours: Policy = ({ message, settings, now }) => {
  if (message.category === 'critical' || message.isLegal) return PASS;
  const local = now.toZonedDateTimeISO(SITE_ZONE);
  const isEvening = local.hour >= settings.quietFromHour;
  if (!isEvening && local.hour >= settings.quietUntilHour) return PASS;
  const morning = local.toPlainDate().add({ days: isEvening ? 1 : 0 }).toZonedDateTime({ timeZone: SITE_ZONE, plainTime: { hour: settings.quietUntilHour } });
  return { outcome: 'hold', reason: 'quiet-hours', untilMs: morning.epochMilliseconds };
};

const recipientCap: Policy = ({ message, facts, settings }) => (message.isLegal || facts.sentToRecipientToday < settings.perRecipientDay ? PASS : suppress('recipient-cap'));
const templateCap: Policy = ({ message, facts, settings }) => (message.isLegal || facts.sentOfTemplateToday < settings.perTemplateDay ? PASS : suppress('template-cap'));
/** The hour's cap stops everything, whatever it is: it trips when something has gone wrong. */
const hourCap: Policy = ({ facts, settings, now }) => (facts.sentThisHour < settings.perHour ? PASS : { outcome: 'hold', reason: 'hour-cap', untilMs: now.epochMilliseconds + HOUR_MS });

const duplicate: Policy = ({ facts }) => (facts.isRepeated ? suppress('duplicate') : PASS);

/** While the old system bills, ours says nothing of money. */
const cutover: Policy = ({ message, facts }) => (message.isBilling && facts.isLegacyAuthoritative ? suppress('legacy-bills') : PASS);

const killSwitch: Policy = ({ message, facts, now }) => {
  const keys = ['all', message.channel, `template:${message.template}`];
  return facts.stopped.some((key) => keys.includes(key)) ? { outcome: 'hold', reason: 'kill-switch', untilMs: now.epochMilliseconds + RETRY_MS } : PASS;
};

const LINK = /\bhttps?:\/\/([^\s/?#]+)/gi;
const isOwn = (host: string, ownHosts: readonly string[]): boolean => ownHosts.includes(host.toLowerCase());
const isForeignLanguage = ({ message, facts }: Question): boolean => facts.customerLanguage !== null && facts.customerLanguage !== message.language;

function contentFault(question: Question): string | undefined {
  const { channel, subject, body } = question.message;
  const text = `${subject}\n${body}`;
  const faults: readonly (readonly [boolean, string])[] = [
    [body.trim() === '' || (channel === 'email' && subject.trim() === ''), 'no-text'],
    [/\{\{|\}\}/.test(text), 'unresolved-placeholder'],
    [Array.from(text.matchAll(LINK)).some(([, host = '']) => !isOwn(host, question.settings.ownHosts)), 'foreign-link'],
    [channel === 'sms' && smsSize(body).segments > question.settings.maxSegments, 'too-long'],
    [isForeignLanguage(question), 'other-language'],
  ];
  return faults.find(([isFault]) => isFault)?.[1];
}

const content: Policy = (question) => {
  const fault = contentFault(question);
  return fault === undefined ? PASS : suppress(fault);
};

/** Asked in this order, each answer kept: the trace that the outbox shows. */
export const POLICIES = { address, consent, registration, quietHours, recipientCap, templateCap, hourCap, duplicate, cutover, killSwitch, content } as const satisfies Record<string, Policy>;
export type PolicyName = keyof typeof POLICIES;
