import { mount, RouterLinkStub } from '@vue/test-utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { clockOf, NO_WORK } from '@gigafibre/contracts';
import type { DayVisit, PartLine } from '@gigafibre/contracts';
import { loadWords, switchLanguage } from '../../app/i18n.ts';
import { dayWith } from '../../stores/offline/index.ts';
import type { StoredCommand } from '../../stores/offline/index.ts';
import { aDay, aVisit } from '../../stores/offline/offline.fixtures.ts';
import { closingText, totalCents } from './closing-text.ts';
import type { ClosingFacts } from './closing-text.ts';
import DayChanges from './components/DayChanges.vue';
import { dayChanges, seenDay } from './day-changes.ts';
import { driveBetween, MAPS, navigationAddress } from './use-navigation.ts';
import { formatsFor } from '../../ui/format.ts';

let made = 0;
const deed = (type: string, payload: Record<string, unknown>, at = '2026-11-23T14:00:00Z'): StoredCommand => {
  made += 1;
  return { id: `0190f0e0-0000-7000-8000-${String(made).padStart(12, '0')}`, type, v: 1, at, payload: { visit: 'VIS-1', ...payload } };
};
const workAfter = (...commands: StoredCommand[]) => dayWith(aDay(), commands).visits[0]?.work;
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const CONN: PartLine = { item: 'CONN', label: 'Connecteur', serial: null, quantity: 3, unit: 'Nos', rateCents: 895 };

describe('what was done shows at once, without a network', () => {
  it('counts parts as said last, and takes back what is said to be none', () => {
    expect(workAfter(deed('visit.part', { item: 'CONN', quantity: 2, rateCents: 895 }), deed('visit.part', { item: 'DROP', quantity: 40 }), deed('visit.part', { item: 'CONN', quantity: 3 }))?.parts.map(({ item, quantity, rateCents }) => [item, quantity, rateCents])).toEqual([['CONN', 3, 895], ['DROP', 40, null]]);
    expect(workAfter(deed('visit.part', { item: 'CONN', quantity: 2 }), deed('visit.part', { item: 'CONN', quantity: 0 }))?.parts).toEqual([]);
  });

  it('runs the clock from the deeds, none of them twice when the hub has them already', () => {
    const depart = deed('visit.depart', {});
    const known = aDay({ visits: [aVisit('VIS-1', { work: { ...NO_WORK, deeds: [{ command: depart.id, action: 'depart', at: depart.at }] } })] });
    expect(dayWith(known, [depart, deed('visit.arrive', {}, '2026-11-23T14:20:00Z')]).visits[0]?.work?.deeds.map(({ action }) => action)).toEqual(['depart', 'arrive']);
  });

  it('keeps a message in the thread, and does not say it twice once the hub has it', () => {
    const said = deed('visit.say', { text: 'J’arrive' });
    const line = { seq: 12, at: '2026-11-23T14:00:00.000Z', side: 'field' as const, by: 'Maxime', text: 'J’arrive' };
    const known = aDay({ visits: [aVisit('VIS-1', { work: { ...NO_WORK, talk: { ...NO_WORK.talk, lines: [line] } } })] });
    expect(workAfter(said)?.talk.lines.map(({ text, seq }) => [text, seq])).toEqual([['J’arrive', 0]]);
    expect(dayWith(known, [said]).visits[0]?.work?.talk.lines).toEqual([line]);
  });
});

describe('the job clock (F30)', () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 13, minute)).toISOString();

  it('measures travel, work and pause between deeds, and what still runs until now', () => {
    const deeds = [{ action: 'depart', at: at(0) }, { action: 'arrive', at: at(18) }, { action: 'pause', at: at(40) }, { action: 'resume', at: at(55) }] as const;
    expect(clockOf(deeds, Date.parse(at(75)))).toEqual({ travel: 18, work: 42, pause: 15 });
    expect(clockOf([...deeds, { action: 'complete', at: at(60) }], Date.parse(at(500)))).toEqual({ travel: 18, work: 27, pause: 15 });
  });

  it('measures right on a phone whose clock is a year off, and nothing backwards', () => {
    const year = 365 * 24 * 60;
    expect(clockOf([{ action: 'arrive', at: at(year) }, { action: 'complete', at: at(year + 30) }], 0)).toEqual({ travel: 0, work: 30, pause: 0 });
    expect(clockOf([{ action: 'arrive', at: at(30) }, { action: 'complete', at: at(0) }], 0).work).toBe(0);
  });
});

describe('the closing summary (F11)', () => {
  const worked: DayVisit = aVisit('VIS-1', {
    flow: { name: 'repair', version: 1, title: { fr: 'Réparation', en: 'Repair' }, steps: [
      { step: 'power', label: { fr: 'Puissance reçue', en: 'Received power' }, kind: 'reading', required: true, unit: 'dBm', minimum: -27, maximum: -8, choices: [] },
      { step: 'tidy', label: { fr: 'Lieux rangés', en: 'Place left tidy' }, kind: 'check', required: false, unit: '', minimum: null, maximum: null, choices: [] },
    ] as never },
    records: [{ step: 'power', done: true, value: '-19.5', at: '2026-11-23T14:10:00Z' }, { step: 'tidy', done: false, skippedReason: 'Client pressé', at: '2026-11-23T14:11:00Z' }],
  });
  const facts: ClosingFacts = { found: { ...worked, visit: { ...worked.visit, arrivedAt: '2026-11-23T14:00:00Z' } }, technician: 'Maxime Gagnon', parts: [CONN], devices: [{ model: 'XX230v', serial: 'TPLG1A2B3C4D' }], fixes: [], next: 'Revenir poser la gaine', showsPrices: true };

  it('says in the customer’s language what was done, used and comes next', () => {
    const [fr, en] = [plain(closingText(facts, 'fr')), plain(closingText(facts, 'en'))];
    for (const line of ['- Puissance reçue : −19,5 dBm', '- Lieux rangés : non fait (Client pressé)', '- 3 × Connecteur, 8,95 $ l’unité', '- XX230v, série TPLG1A2B3C4D', 'Matériel, avant taxes : 26,85 $', '- Revenir poser la gaine']) expect(fr).toContain(line);
    for (const line of ['- Received power : −19.5 dBm', '- 3 × Connecteur, $8.95 each', 'Material, before taxes: $26.85']) expect(en).toContain(line);
  });

  it('stays the same word for word as long as nothing is changed, and is another once something is', () => {
    expect(closingText(facts, 'fr')).toBe(closingText({ ...facts }, 'fr'));
    expect(closingText({ ...facts, parts: [{ ...CONN, quantity: 4 }] }, 'fr')).not.toBe(closingText(facts, 'fr'));
  });

  it('has no price for what has none, and no prices at all for a subcontractor (F40)', () => {
    expect(totalCents([{ ...CONN, rateCents: null }])).toBeUndefined();
    expect(closingText({ ...facts, showsPrices: false }, 'fr')).not.toContain('$');
  });
});

describe('what dispatch changed while the technician was away', () => {
  const early = aDay({ visits: [aVisit('VIS-1'), aVisit('VIS-2'), aVisit('VIS-3')] });
  const at = (name: string, more: Partial<DayVisit['visit']>): DayVisit => ({ ...aVisit(name), visit: { ...aVisit(name).visit, ...more } });
  const later = aDay({ visits: [at('VIS-1', { plannedStart: '2026-11-23T18:00:00Z' }), at('VIS-2', { status: 'cancelled' }), at('VIS-4', { customerName: 'Yvon Lapointe' })] });
  beforeAll(async () => {
    await switchLanguage('fr');
    await loadWords(['tech']);
  });

  it('is told in words: moved, cancelled, added, taken off', () => {
    const changes = dayChanges(seenDay(early), later);
    expect(changes.map(({ kind, visit }) => [kind, visit])).toEqual([['moved', 'VIS-1'], ['cancelled', 'VIS-2'], ['added', 'VIS-4'], ['removed', 'VIS-3']]);
    const text = mount(DayChanges, { props: { changes, formats: formatsFor('fr-CA') }, global: { stubs: { RouterLink: RouterLinkStub } } }).text();
    expect(plain(text)).toContain('4 changements de la répartition');
    expect(plain(text)).toContain('Déplacée : Ginette Tremblay, de lun. 23 nov., 8 h 00 à lun. 23 nov., 13 h 00');
    expect(plain(text)).toContain('Ajoutée : Yvon Lapointe');
  });

  it('is nothing on a new day, and nothing of what he did himself', () => {
    expect(dayChanges(seenDay(early), { ...later, date: '2026-11-24' })).toEqual([]);
    expect(dayChanges(seenDay(early), aDay({ visits: [at('VIS-1', { status: 'done' }), aVisit('VIS-2'), aVisit('VIS-3')] }))).toEqual([]);
  });
});

describe('the way there', () => {
  const found = aVisit('VIS-1');
  const known: DayVisit = { ...found, visit: { ...found.visit, place: { ...found.visit.place, latitude: 45.13, longitude: -73.72 } } };

  it('opens the map application that was chosen, at the point where it is known', () => {
    expect(MAPS.map((map) => navigationAddress(known, map))).toEqual([
      'geo:45.13,-73.72?q=45.13%2C-73.72(1867%2C%20chemin%20de%20la%20Rivi%C3%A8re)',
      'https://www.google.com/maps/dir/?api=1&destination=45.13%2C-73.72',
      'https://waze.com/ul?ll=45.13%2C-73.72&navigate=yes',
      'https://maps.apple.com/?daddr=45.13%2C-73.72',
    ]);
    expect(navigationAddress(found, 'waze')).toContain('q=1867');
  });

  it('is guessed without a network', () => {
    const { km, minutes } = driveBetween({ latitude: 45.13, longitude: -73.72 }, { latitude: 45.26, longitude: -73.62 });
    expect([km > 15 && km < 30, minutes > 15 && minutes < 35]).toEqual([true, true]);
  });
});
