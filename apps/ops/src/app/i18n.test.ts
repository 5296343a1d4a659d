import { PROBLEMS } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { i18n, loadWords, pluralForm, switchLanguage } from './i18n.ts';

interface Words {
  [key: string]: string | Words;
}

const files = import.meta.glob<Words>(['./locale/*.json', '../modules/*/locale/*.json'], { import: 'default', eager: true });
const rooms = [...new Set(Object.keys(files).map((path) => path.replace(/\/(?:fr|en)\.json$/, '')))];

const flatten = (words: Words, prefix = ''): Record<string, string> =>
  Object.fromEntries(Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flatten(value, `${prefix}${key}.`)))));
const inRoom = (room: string, language: string): Record<string, string> => flatten(files[`${room}/${language}.json`] ?? {});
const blanks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('The words on screen (F17)', () => {
  it.each(rooms)('%s has every key in French and in English', (room) => {
    expect(Object.keys(inRoom(room, 'en')).sort()).toEqual(Object.keys(inRoom(room, 'fr')).sort());
  });

  it.each(rooms)('%s fills the same blanks in both languages', (room) => {
    const english = inRoom(room, 'en');
    for (const [key, french] of Object.entries(inRoom(room, 'fr'))) expect([key, blanks(english[key] ?? '')]).toEqual([key, blanks(french)]);
  });

  it.each(rooms)('%s leaves no message empty', (room) => {
    for (const language of ['fr', 'en']) expect(Object.entries(inRoom(room, language)).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(rooms)('%s sets French as French is set: no line breaks before its signs, no straight apostrophe', (room) => {
    expect(Object.entries(inRoom(room, 'fr')).filter(([, text]) => / [:;!?»](?:\W|$)|« |\w'\w/u.test(text))).toEqual([]);
  });

  it('has a sentence for every problem the hub can answer with', () => {
    expect(Object.keys(PROBLEMS).filter((code) => inRoom('./locale', 'fr')[`problem.${code}`] === undefined)).toEqual([]);
  });

  it('counts none and one as singular in French, only one in English', () => {
    expect([0, 1, 1.5, 2, 3].map((count) => pluralForm('fr', count, 2))).toEqual([0, 0, 0, 1, 1]);
    expect([0, 1, 2, 3].map((count) => pluralForm('en', count, 2))).toEqual([1, 0, 1, 1]);
  });

  it('uses the form for none where a message has one', () => {
    expect([0, 1, 2].map((count) => pluralForm('fr', count, 3))).toEqual([0, 1, 2]);
  });

  it('brings the words already on screen in the other language when it is switched', async () => {
    await switchLanguage('fr');
    await loadWords(['outbox']);
    expect(i18n.global.t('outbox.title')).toBe('Boîte d’envoi');
    await switchLanguage('en');
    expect(i18n.global.t('outbox.title')).toBe('Outbox');
    expect(document.documentElement.lang).toBe('en-CA');
  });
});
