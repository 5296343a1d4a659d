import type { RouteLocationRaw } from 'vue-router';
import { foldText } from '@gigafibre/kernel';
import type { SearchHit } from '@gigafibre/contracts';

export interface PaletteCommand {
  id: string;
  label: string;
  icon: string;
  act: () => void;
}

export interface PaletteGroup {
  id: string;
  entries: readonly PaletteEntry[];
}

export type PaletteEntry = { id: string; kind: 'hit'; hit: SearchHit } | { id: string; kind: 'command'; command: PaletteCommand };

const KINDS: readonly SearchHit['kind'][] = ['customer', 'location', 'equipment', 'ticket', 'job', 'invoice'];

/** The page that shows a hit; an invoice and a place are shown with their customer. */
export function placeOf(hit: SearchHit): RouteLocationRaw | undefined {
  if (hit.kind === 'customer') return { name: 'customer', params: { name: hit.name } };
  if (hit.kind === 'ticket') return { name: 'ticket', params: { name: hit.name } };
  if (hit.kind === 'job') return { name: 'job', params: { name: hit.name } };
  if (hit.kind === 'equipment') return { name: 'equipment', params: { serial: hit.name } };
  return hit.customer === null ? undefined : { name: 'customer', params: { name: hit.customer } };
}

const entryOf = (hit: SearchHit): PaletteEntry => ({ id: `${hit.kind}-${hit.name}`, kind: 'hit', hit });

export const groupHits = (hits: readonly SearchHit[]): PaletteGroup[] =>
  KINDS.map((kind) => ({ id: kind, entries: hits.filter((hit) => hit.kind === kind && placeOf(hit) !== undefined).map(entryOf) })).filter((group) => group.entries.length > 0);

/** Commands all of whose typed words occur in their label, accents aside. */
export function matchCommands(commands: readonly PaletteCommand[], query: string): PaletteEntry[] {
  const words = foldText(query).split(/\s+/).filter(Boolean);
  return commands.filter((command) => words.every((word) => foldText(command.label).includes(word))).map((command) => ({ id: command.id, kind: 'command', command }));
}

const LONGEST_MEMORY = 8;

export const remember = (recent: readonly SearchHit[], hit: SearchHit): SearchHit[] => [hit, ...recent.filter((each) => each.kind !== hit.kind || each.name !== hit.name)].slice(0, LONGEST_MEMORY);
