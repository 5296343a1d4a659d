import type { SearchHit } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { groupHits, matchCommands, placeOf, remember } from './palette-entries.ts';

const hit = (kind: SearchHit['kind'], name: string, customer: string | null = null): SearchHit => ({ kind, name, title: name, subtitle: '', matched: 'name', match: name, customer });
const command = (label: string) => ({ id: label, label, icon: '', act: () => undefined });

describe('The palette (F7, F16)', () => {
  it('groups what was found by kind, customers first', () => {
    const groups = groupHits([hit('ticket', 'ISS-1'), hit('customer', 'CUST-1'), hit('ticket', 'ISS-2')]);
    expect(groups.map((group) => [group.id, group.entries.length])).toEqual([['customer', 1], ['ticket', 2]]);
  });

  it('shows a place and an invoice on their customer’s page', () => {
    expect(placeOf(hit('location', 'LOC-1', 'CUST-1'))).toEqual({ name: 'customer', params: { name: 'CUST-1' } });
    expect(placeOf(hit('invoice', 'SINV-1'))).toBe(undefined);
  });

  it('finds a command by any of its words, without their accents', () => {
    const commands = [command('Aller à : Répartition'), command('Apparence sombre')];
    expect(matchCommands(commands, 'repart aller').map(({ id }) => id)).toEqual(['Aller à : Répartition']);
  });

  it('remembers the last eight things opened, the newest first, each once', () => {
    const names = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '2'];
    const recent = names.reduce<SearchHit[]>((kept, name) => remember(kept, hit('customer', name)), []);
    expect(recent.map(({ name }) => name)).toEqual(['2', '9', '8', '7', '6', '5', '4', '3']);
  });
});
