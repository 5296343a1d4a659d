import type { SearchHit } from '@gigafibre/contracts';
import { foldText } from '@gigafibre/kernel';
import type { SearchedDocType, Source } from './search-sources.ts';
import type { SearchKeys } from './search.ports.ts';

type Row = Readonly<Record<string, unknown>>;
const textIn = (row: Row, field: string): string => (typeof row[field] === 'string' ? row[field] : '');

/** A row as a hit, with the field that answers what was typed. */
export function hitOf(source: Source<SearchedDocType>, row: Row, keys: SearchKeys): SearchHit {
  const field = fieldThatMatched(source, row, keys);
  const customer = textIn(row, source.customer);
  return {
    kind: source.kind,
    name: textIn(row, 'name'),
    title: textIn(row, source.title),
    subtitle: source.subtitle.map((each) => textIn(row, each)).filter((text) => text !== '').join(' · '),
    matched: source.keys[field] ?? field,
    match: textIn(row, field),
    customer: customer === '' ? null : customer,
  };
}

/** The field that is the code typed; else the one that holds most of the words typed. */
function fieldThatMatched({ keys, title }: Source<SearchedDocType>, row: Row, { text, phone, serial, mac }: SearchKeys): string {
  const codes = new Set([text, phone, serial, mac].flatMap((code) => (code === undefined ? [] : [code.toLowerCase()])));
  const fields = Object.keys(keys);
  const exact = fields.find((field) => codes.has(textIn(row, field).toLowerCase())) ?? fields.find((field) => withoutBlanks(textIn(row, field)) === withoutBlanks(text));
  if (exact !== undefined) return exact;
  const words = foldText(text).split(/\s+/);
  const held = (field: string): number => words.filter((word) => foldText(textIn(row, field)).includes(word)).length;
  const best = fields.toSorted((a, b) => held(b) - held(a))[0];
  return best !== undefined && held(best) > 0 ? best : title;
}

const withoutBlanks = (text: string): string => foldText(text).replaceAll(/\s/g, '');
