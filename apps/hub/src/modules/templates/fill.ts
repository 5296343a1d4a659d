import { inGsmLetters } from './gsm-letters.ts';

const BLANK = /\{\{\s*([a-z]+)\s*\}\}/g;

export type Values = Readonly<Partial<Record<string, string>>>;

/** A text with its blanks filled; what nothing fills stays, and keeps the message from leaving. */
export const fill = (text: string, values: Values): string => text.replaceAll(BLANK, (blank, name: string) => (values[name] === undefined ? blank : inGsmLetters(values[name])));

/** The names of a text's blanks. */
export const blanksOf = (text: string): string[] => [...new Set(Array.from(text.matchAll(BLANK), ([, name = '']) => name))];

/** What is left of a text when its blanks are cut out. */
export const withoutBlanks = (text: string): string => text.replaceAll(BLANK, '');
