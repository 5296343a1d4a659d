import type { SkillTag, TechnicianFile } from '@gigafibre/contracts';
import { EMPTY, plain, type CellPlace, type SkillCell } from './skill-cells.ts';
import { edges, type SheetRange } from './sheet-range.ts';

/** A cell as text: `3`, or `3 2027-05-31` for a card; nothing for none. */
export const cellText = ({ level, expiresOn }: SkillCell): string => (level === 0 ? '' : expiresOn === null ? String(level) : `${String(level)} ${expiresOn}`);

const CELL = /^(?:niveau |level |n)?([0-5])(?:[ ,;(/]*(\d{4}-\d{2}-\d{2})\)?)?$/i;
const NONE = new Set(['', '-', '–', '—', 'x', 'non', 'no']);

/** What a text says of a cell; undefined when it says nothing we understand. */
export function cellFrom(text: string): SkillCell | undefined {
  const trimmed = text.trim();
  if (NONE.has(trimmed.toLowerCase())) return EMPTY;
  const [, level = '', day] = CELL.exec(trimmed) ?? [];
  if (level === '' || (day !== undefined && Number.isNaN(Date.parse(day)))) return undefined;
  return level === '0' ? EMPTY : { level: Number(level), expiresOn: day ?? null };
}

/** The rows and columns of a text copied from a sheet. */
export const tableFrom = (text: string): string[][] =>
  text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n').map((line) => line.split('\t'));

export const tableText = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join('\t')).join('\n');

export interface PastedCell extends CellPlace {
  readonly cell: SkillCell;
}

/** What a pasted text comes to: the cells it sets, and what of it has no place here. */
export interface PastedSheet {
  /** Rows and columns were found by the names beside them; else they begin at the cell one stood on. */
  readonly isNamed: boolean;
  readonly cells: readonly PastedCell[];
  readonly people: number;
  readonly unknownPeople: readonly string[];
  readonly unknownSkills: readonly string[];
  /** Texts that are no level, with the place they stood for. */
  readonly unread: readonly { readonly technician: string; readonly skill: string; readonly text: string }[];
}

interface Sheet {
  readonly files: readonly TechnicianFile[];
  readonly tags: readonly SkillTag[];
  readonly at: SheetRange;
}

const finder = <Thing>(things: readonly Thing[], names: (thing: Thing) => readonly string[]): ((text: string) => Thing | undefined) => {
  const known = new Map<string, Thing>();
  for (const thing of things) for (const name of names(thing)) known.set(plain(name), thing);
  return (text) => known.get(plain(text)) ?? known.get(plain(text).split(' ').reverse().join(' '));
};

/** Reads what was pasted, by the names in its first row and column where there are any. */
export function readPaste(text: string, sheet: Sheet): PastedSheet {
  const table = tableFrom(text);
  const skillOf = finder(sheet.tags, ({ name, label }) => [name, label.fr, label.en]);
  const heads = table[0] ?? [];
  const isNamed = table.length > 1 && heads.slice(1).some((head) => skillOf(head) !== undefined);
  return isNamed ? readNamed(table, sheet, skillOf) : readPlaced(table, sheet);
}

function readNamed([heads = [], ...rows]: readonly string[][], { files }: Sheet, skillOf: (text: string) => SkillTag | undefined): PastedSheet {
  const personOf = finder(files, ({ name, displayName }) => [name, displayName]);
  const columns = heads.slice(1).map((head) => ({ head, tag: skillOf(head) }));
  const lines = rows.filter(([name = '']) => name.trim() !== '').map(([name = '', ...texts]) => ({ name, file: personOf(name), texts }));
  const found = lines.flatMap(({ file, texts }) => (file === undefined ? [] : columns.flatMap(({ tag }, at) => (tag === undefined || (texts[at] ?? '').trim() === '' ? [] : [{ technician: file.name, skill: tag.name, text: texts[at] ?? '' }]))));
  return {
    isNamed: true,
    people: lines.filter(({ file }) => file !== undefined).length,
    unknownPeople: lines.flatMap(({ name, file }) => (file === undefined ? [name.trim()] : [])),
    unknownSkills: columns.flatMap(({ head, tag }) => (tag === undefined && head.trim() !== '' ? [head.trim()] : [])),
    ...readTexts(found),
  };
}

/** One value fills the whole rectangle; a table begins at its upper left corner and ends at the sheet's edge. */
function readPlaced(table: readonly string[][], { files, tags, at }: Sheet): PastedSheet {
  const { top, bottom, left, right } = edges(at);
  const isOne = table.length === 1 && table[0]?.length === 1;
  const rows = isOne ? bottom - top + 1 : table.length;
  const columns = isOne ? right - left + 1 : Math.max(...table.map(({ length }) => length));
  const found = Array.from({ length: rows }, (_, down) => Array.from({ length: columns }, (_each, along) => ({ technician: files[top + down]?.name, skill: tags[left + along]?.name, text: (isOne ? table[0]?.[0] : table[down]?.[along]) ?? '' })))
    .flat()
    .flatMap(({ technician, skill, text }) => (technician === undefined || skill === undefined ? [] : [{ technician, skill, text }]));
  return { isNamed: false, people: new Set(found.map(({ technician }) => technician)).size, unknownPeople: [], unknownSkills: [], ...readTexts(found) };
}

function readTexts(found: readonly { technician: string; skill: string; text: string }[]): Pick<PastedSheet, 'cells' | 'unread'> {
  const read = found.map((each) => ({ ...each, cell: cellFrom(each.text) }));
  return {
    cells: read.flatMap(({ technician, skill, cell }) => (cell === undefined ? [] : [{ technician, skill, cell }])),
    unread: read.flatMap(({ technician, skill, text, cell }) => (cell === undefined ? [{ technician, skill, text: text.trim() }] : [])),
  };
}
