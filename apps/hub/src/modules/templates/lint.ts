import { SMS_SEGMENT_CENTS, type Language, type TemplateFinding, type TemplateSample, type TemplateTexts } from '@gigafibre/contracts';
import { smsSize } from '@gigafibre/kernel';
import { blanksOf, fill, withoutBlanks, type Values } from './fill.ts';
import { VARIABLES, type TemplateSeed } from './template-seeds.ts';
import type { TemplateRule } from './template-rules.ts';

const MOST_SEGMENTS = 3;
const OURS = 'Gigafibre';
const LANGUAGES = ['fr', 'en'] as const;
const LINK = /\bhttps?:\/\/([^\s/?#]+)/gi;

export interface Linted {
  readonly seed: Pick<TemplateSeed, 'channel' | 'variables' | 'exit'>;
  readonly rule: Pick<TemplateRule, 'category'>;
  readonly ownHosts: readonly string[];
}

type Found = Omit<TemplateFinding, 'language'>;
const error = (code: TemplateFinding['code'], found = ''): Found => ({ level: 'error', code, found });
const warning = (code: TemplateFinding['code'], found = ''): Found => ({ level: 'warning', code, found });

/** The longest that a text can come out, in one language. */
const longest = (text: string, language: Language): string => fill(text, Object.fromEntries(Object.entries(VARIABLES).map(([name, words]) => [name, words[language]])));

/** Everything that is wrong with a template's texts: what a machine can see before a customer does. */
export function lintTemplate(texts: TemplateTexts, linted: Linted): TemplateFinding[] {
  const each = LANGUAGES.flatMap((language) => lintText(texts[language], language, linted).map((found) => ({ language, ...found })));
  const [fr, en] = LANGUAGES.map((language) => blanksOf(texts[language].body).toSorted().join(', '));
  const isWhole = LANGUAGES.every((language) => texts[language].body.trim() !== '');
  return isWhole && fr !== en ? [...each, { language: null, ...warning('unlike', `${fr ?? ''} / ${en ?? ''}`) }] : each;
}

function lintText({ subject, body }: TemplateTexts['fr'], language: Language, linted: Linted): Found[] {
  const { seed, ownHosts } = linted;
  if (body.trim() === '' || (seed.channel === 'email' && subject.trim() === '')) return [error('missing-text')];
  const text = `${subject}\n${body}`;
  const unknown = blanksOf(text).filter((name) => !seed.variables.some((known) => known === name));
  const foreign = Array.from(text.matchAll(LINK), ([, host = '']) => host.toLowerCase()).filter((host) => !ownHosts.includes(host));
  return [
    ...unknown.map((name) => error('unknown-variable', name)),
    ...(/[{}]/.test(withoutBlanks(text)) ? [error('open-brace')] : []),
    ...foreign.map((host) => error('foreign-link', host)),
    ...(body.includes(OURS) ? [] : [error('unidentified', OURS)]),
    ...lintExit(body, language, linted),
    ...(seed.channel === 'sms' ? lintSize(body, language) : []),
  ];
}

/** Where nobody asked for the message, or it is about leaving, it says how to leave. */
function lintExit(body: string, language: Language, { seed, rule }: Linted): Found[] {
  const isAsked = seed.exit !== undefined || rule.category === 'relational' || rule.category === 'promotional';
  const word = seed.exit?.[language] ?? { fr: 'ARRET', en: 'STOP' }[language];
  return !isAsked || body.includes(word) ? [] : [error('stop-missing', word)];
}

function lintSize(body: string, language: Language): Found[] {
  const letters = [...new Set(Array.from(withoutBlanks(body)).filter((letter) => smsSize(letter).alphabet === 'UCS-2'))];
  const { segments } = smsSize(longest(body, language));
  return [...(letters.length === 0 ? [] : [warning('not-gsm', letters.join(' '))]), ...(segments > MOST_SEGMENTS ? [error('too-long', String(segments))] : segments > 1 ? [warning('segments', String(segments))] : [])];
}

/** Both texts as they would be read, with these values or with the longest. */
export function samplesOf(texts: TemplateTexts, channel: 'sms' | 'email', values?: Readonly<Record<Language, Values>>): TemplateSample[] {
  return LANGUAGES.map((language) => {
    const filled = (text: string): string => (values === undefined ? longest(text, language) : fill(text, values[language]));
    const body = filled(texts[language].body);
    const sms = channel === 'sms' ? smsSize(body) : null;
    return { language, subject: filled(texts[language].subject), body, sms, costCents: (sms?.segments ?? 0) * SMS_SEGMENT_CENTS };
  });
}
