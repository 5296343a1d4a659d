import type { Random } from '@gigafibre/kernel';
import { ACCOUNTS, type GrantBook, type TestGrant } from './grants.ts';

/** A recipient with what is true of it, told by the person who wrote the list. */
export interface TestRecipient {
  readonly text: string;
  readonly channel: 'sms' | 'email';
  readonly isGood: boolean;
  readonly isAmerican: boolean;
  /** On the allow-list below. */
  readonly isListed: boolean;
}

export interface TestText {
  readonly subject: string;
  readonly body: string;
  readonly isFit: boolean;
  /** Fit for an SMS only when short. */
  readonly isLong: boolean;
}

export interface OutboundCase {
  readonly mode: string;
  readonly environment: string;
  readonly grant: TestGrant;
  readonly accounts: { readonly sms: string; readonly email: string };
  readonly recipient: TestRecipient;
  readonly text: TestText;
  readonly category: 'critical' | 'service' | 'relational' | 'promotional';
  readonly isBilling: boolean;
  readonly isLegal: boolean;
  readonly language: 'fr' | 'en';
  readonly customerLanguage: 'fr' | 'en' | null;
  readonly optedOut: 'all' | 'promotional' | null;
  readonly sentToRecipientToday: number;
  readonly sentOfTemplateToday: number;
  readonly sentThisHour: number;
  readonly isRepeated: boolean;
  readonly stopped: readonly string[];
  readonly isLegacyAuthoritative: boolean;
  readonly isRegisteredInUs: boolean;
  readonly nowSeconds: number;
}

export const TEMPLATE = 'booked';
export const OWN_HOSTS = ['gfb.example.ca'];
export const ALLOWED = ['+14505550123', 'essai@gigafibre.ca', '@essais.example.ca'];
/** 2026-07-06 10:00 in Montréal; no test case depends on the season. */
export const ISSUED_SECONDS = Date.parse('2026-07-06T14:00:00Z') / 1000;

const recipient = (text: string, channel: 'sms' | 'email', given: Partial<TestRecipient> = {}): TestRecipient => ({ text, channel, isGood: true, isAmerican: false, isListed: false, ...given });
const RECIPIENTS: readonly TestRecipient[] = [
  recipient('+14505550123', 'sms', { isListed: true }),
  recipient('450 555-0123', 'sms', { isListed: true }),
  recipient('514-555-0187', 'sms'),
  recipient('+12125550142', 'sms', { isAmerican: true }),
  recipient('12', 'sms', { isGood: false }),
  recipient('essai@gigafibre.ca', 'email', { isListed: true }),
  recipient('Essai+client@Gigafibre.ca', 'email', { isListed: true }),
  recipient('quelquun@essais.example.ca', 'email', { isListed: true }),
  recipient('quelquun@autre.essais.example.ca', 'email'),
  recipient('essai@gigafibre.ca.example.org', 'email'),
  recipient('еssai@gigafibre.ca', 'email', { isGood: false }), // a Cyrillic е
  recipient('essai@@gigafibre.ca', 'email', { isGood: false }),
];
const text = (body: string, given: Partial<TestText> = {}): TestText => ({ subject: 'Votre rendez-vous', body, isFit: true, isLong: false, ...given });
const TEXTS: readonly TestText[] = [
  text('Gigafibre : rendez-vous demain, 8 h à 12 h.'),
  text('Suivi : https://gfb.example.ca/t/7KQ2M9'),
  text('Suivi : https://gfb.example.ca.attaque.org/t/7KQ2M9', { isFit: false }),
  text('Bonjour {{ prenom }}', { isFit: false }),
  text('   ', { isFit: false }),
  text('x'.repeat(160 * 4), { isLong: true }),
];

/** A case that should leave, then bent in up to three ways. */
export function makeCase(book: GrantBook, random: Random): OutboundCase {
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const isTrial = random() < 0.25;
  const right: OutboundCase = {
    ...(isTrial ? { mode: 'allowlist', environment: 'staging', grant: book.grants[1]! } : { mode: 'live', environment: 'production', grant: book.grants[0]! }),
    accounts: ACCOUNTS, recipient: pick(RECIPIENTS.filter(({ isListed }) => isListed)), text: TEXTS[0]!, category: 'service', isBilling: false, isLegal: false, language: 'fr', customerLanguage: 'fr',
    optedOut: null, sentToRecipientToday: 0, sentOfTemplateToday: 0, sentThisHour: 0, isRepeated: false, stopped: [], isLegacyAuthoritative: false, isRegisteredInUs: false,
    nowSeconds: ISSUED_SECONDS + below(3) * 86_400 + below(9) * 3600,
  };
  const bends: readonly (() => Partial<OutboundCase>)[] = [
    () => ({ mode: pick(['', 'sandbox', 'LIVE', 'live ', 'on', 'allowlist', 'live']) }),
    () => ({ environment: pick(['', 'staging', 'Production', 'production', 'test']) }),
    () => ({ grant: pick(book.grants) }),
    () => ({ accounts: { ...ACCOUNTS, [pick(['sms', 'email'])]: pick(['', 'ACother']) } }),
    () => ({ recipient: pick(RECIPIENTS) }),
    () => ({ text: pick(TEXTS) }),
    () => ({ category: pick(['critical', 'service', 'relational', 'promotional']) }),
    () => ({ isBilling: true, isLegacyAuthoritative: random() < 0.5 }),
    () => ({ isLegal: true, optedOut: pick(['all', 'promotional', null]) }),
    () => ({ language: 'en', customerLanguage: pick(['fr', 'en', null]) }),
    () => ({ optedOut: pick(['all', 'promotional']), category: pick(['service', 'promotional']) }),
    () => ({ sentToRecipientToday: 5 + below(3) }),
    () => ({ sentOfTemplateToday: 2 + below(3) }),
    () => ({ sentThisHour: 599 + below(3) }),
    () => ({ isRepeated: true }),
    () => ({ stopped: [pick(['all', 'sms', 'email', `template:${TEMPLATE}`, 'template:other', 'ALL'])] }),
    () => ({ isRegisteredInUs: true, recipient: RECIPIENTS[3]! }),
    () => ({ nowSeconds: ISSUED_SECONDS + (below(40) - 2) * 86_400 + below(86_400) }),
  ];
  return Array.from({ length: below(4) }, () => pick(bends)()).reduce<OutboundCase>((bent, bend) => ({ ...bent, ...bend }), right);
}
