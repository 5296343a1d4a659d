import type { HeldSkill, SkillTag, TechnicianFile } from '@gigafibre/contracts';

/** What a cell of the sheet says: a level from 0 (none) to 5, and the last day of a card. */
export interface SkillCell {
  readonly level: number;
  readonly expiresOn: string | null;
}

/** A place in the sheet, by what it is about: filters and new columns do not move it. */
export interface CellPlace {
  readonly technician: string;
  readonly skill: string;
}

/** One cell before and after. */
export interface CellChange extends CellPlace {
  readonly before: SkillCell;
  readonly after: SkillCell;
}

export const EMPTY: SkillCell = { level: 0, expiresOn: null };
const SOON_DAYS = 60;
const DAY_MS = 86_400_000;

export const keyOf = ({ technician, skill }: CellPlace): string => `${technician}\t${skill}`;

export const isSame = (one: SkillCell, other: SkillCell): boolean => one.level === other.level && one.expiresOn === other.expiresOn;

/** A cell of a file; empty when the skill is not held. */
export function cellOf(skills: readonly HeldSkill[], skill: string): SkillCell {
  const held = skills.find((each) => each.skill === skill);
  return held === undefined ? EMPTY : { level: held.level, expiresOn: held.expiresOn };
}

/** A cell with another level: nothing is left of a skill at level 0, and a card keeps its last day. */
export const withLevel = (cell: SkillCell, level: number): SkillCell => (level === 0 ? EMPTY : { level, expiresOn: cell.expiresOn });

export type CardState = 'valid' | 'soon' | 'over' | 'undated' | 'none';

const daysBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS);

/** How a card stands on a day (`2026-11-23`), and the days it has left; `undated` for one that ought to say its last day. */
export function cardState({ level, expiresOn }: SkillCell, { hasExpiry }: Pick<SkillTag, 'hasExpiry'>, today: string): { readonly state: CardState; readonly days: number } {
  if (level === 0) return { state: 'none', days: 0 };
  if (expiresOn === null) return { state: hasExpiry ? 'undated' : 'valid', days: 0 };
  const days = daysBetween(today, expiresOn);
  if (days < 0) return { state: 'over', days };
  return { state: days <= SOON_DAYS ? 'soon' : 'valid', days };
}

/** The files with what was changed on top of them. */
export const drawnOver = (files: readonly TechnicianFile[], drafts: ReadonlyMap<string, SkillCell>, skills: readonly string[]): TechnicianFile[] =>
  drafts.size === 0 ? [...files] : files.map((file) => withDrafts(file, drafts, skills));

function withDrafts(file: TechnicianFile, drafts: ReadonlyMap<string, SkillCell>, skills: readonly string[]): TechnicianFile {
  const drawn = skills.flatMap((skill) => {
    const cell = drafts.get(keyOf({ technician: file.name, skill }));
    return cell === undefined ? [] : [{ skill, ...cell }];
  });
  if (drawn.length === 0) return file;
  const kept = file.skills.filter(({ skill }) => drawn.every((each) => each.skill !== skill));
  return { ...file, skills: [...kept, ...drawn.filter(({ level }) => level > 0)] };
}

export interface SheetFilter {
  readonly text: string;
  readonly zone: string;
  readonly trade: string;
  readonly show: 'all' | 'untagged' | 'expiring';
}
export const EVERYBODY: SheetFilter = { text: '', zone: '', trade: '', show: 'all' };

/** Words as they are compared: without case, accents or punctuation. */
export const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Those whom a filter shows. Who has left is shown to nobody who looks for work. */
export function filteredFiles(files: readonly TechnicianFile[], filter: SheetFilter, { tags, today }: { tags: readonly SkillTag[]; today: string }): TechnicianFile[] {
  const wanted = plain(filter.text);
  const expires = ({ skills }: TechnicianFile): boolean => tags.some((tag) => ['soon', 'over', 'undated'].includes(cardState(cellOf(skills, tag.name), tag, today).state));
  return files
    .filter(({ isActive }) => isActive)
    .filter(({ displayName, name }) => plain(`${displayName} ${name}`).includes(wanted))
    .filter(({ zone, trade }) => (filter.zone === '' || zone === filter.zone) && (filter.trade === '' || trade === filter.trade))
    .filter((file) => filter.show === 'all' || (filter.show === 'untagged' ? file.skills.length === 0 : expires(file)));
}

/** How many have at least one skill: nobody without any is given work by the engine. */
export function taggedCount(files: readonly TechnicianFile[]): { readonly tagged: number; readonly all: number } {
  const active = files.filter(({ isActive }) => isActive);
  return { tagged: active.filter(({ skills }) => skills.length > 0).length, all: active.length };
}
