import type { SkillTag, TechnicianFile } from '@gigafibre/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedProfile, profileOf } from '../technician-profile.ts';
import { NOTHING_DONE, redo, remember, undo } from './sheet-history.ts';
import { spotAfter, spotsOf } from './sheet-range.ts';
import { afterChange, changesOf, withoutSaved } from './sheet-saving.ts';
import { cellFrom, cellText, readPaste, tableText } from './sheet-text.ts';
import { cardState, cellOf, drawnOver, EVERYBODY, filteredFiles, keyOf, taggedCount, withLevel, type SkillCell } from './skill-cells.ts';

const tag = (name: string, fr: string, en: string, hasExpiry = false): SkillTag => ({ name, label: { fr, en }, isCertification: hasExpiry, hasExpiry });
const TAGS = [tag('epissure', 'Épissure fusion', 'Fusion splicing'), tag('wifi', 'Wi-Fi', 'Wi-Fi'), tag('echelle', 'Échelle', 'Ladder', true)];
const file = (name: string, displayName: string, skills: TechnicianFile['skills'] = [], more: Partial<TechnicianFile> = {}): TechnicianFile => ({
  name, displayName, skills, modified: `m-${name}`, user: null, mobile: '+14505550101', email: '', zone: 'Roussillon', trade: 'Residential', employment: 'Employee', language: 'fr', isActive: true, ...more,
});
const FILES = [file('TECH-001', 'Marc Gagnon', [{ skill: 'wifi', level: 3, expiresOn: null }]), file('TECH-002', 'Julie Bédard'), file('TECH-003', 'Noé Roy', [{ skill: 'echelle', level: 2, expiresOn: '2026-12-20' }])];
const CORNER = { from: { row: 0, column: 0 }, to: { row: 0, column: 0 } };
const TODAY = '2026-11-23';

describe('the sheet of skills', () => {
  it('counts those who have at least one skill, and leaves out who has left', () => {
    expect(taggedCount([...FILES, file('TECH-004', 'Ana Roy', [], { isActive: false })])).toEqual({ tagged: 2, all: 3 });
  });

  it('says how long a card is valid: to the end of its last day', () => {
    const states = ['2026-11-22', '2026-11-23', '2027-01-22', '2027-01-23'].map((expiresOn) => cardState({ level: 2, expiresOn }, { hasExpiry: true }, TODAY).state);
    expect(states).toEqual(['over', 'soon', 'soon', 'valid']);
    expect(cardState({ level: 2, expiresOn: null }, { hasExpiry: true }, TODAY).state).toBe('undated');
    expect(cardState({ level: 2, expiresOn: null }, { hasExpiry: false }, TODAY).state).toBe('valid');
  });

  it('finds people by name without accents, by what they lack and by cards to renew', () => {
    const found = (filter: Partial<typeof EVERYBODY>) => filteredFiles(FILES, { ...EVERYBODY, ...filter }, { tags: TAGS, today: TODAY }).map(({ name }) => name);
    expect(found({ text: 'bedard' })).toEqual(['TECH-002']);
    expect(found({ show: 'untagged' })).toEqual(['TECH-002']);
    expect(found({ show: 'expiring' })).toEqual(['TECH-003']);
    expect(found({ zone: 'Lanaudière' })).toEqual([]);
  });

  it('keeps a card’s last day when its level changes, and nothing of a skill at level 0', () => {
    expect(withLevel({ level: 2, expiresOn: '2027-05-31' }, 3)).toEqual({ level: 3, expiresOn: '2027-05-31' });
    expect(withLevel({ level: 2, expiresOn: '2027-05-31' }, 0)).toEqual({ level: 0, expiresOn: null });
  });
});

describe('keys of the sheet', () => {
  const SIZE = { rows: 46, columns: 14 };
  it('stays inside whatever is pressed', () => {
    const keys = fc.record({ key: fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'), isFar: fc.boolean() });
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 40 }), (pressed) => {
        const { row, column } = pressed.reduce((spot, key) => spotAfter(spot, key, SIZE) ?? spot, { row: 7, column: 7 });
        expect(row >= 0 && row < SIZE.rows && column >= 0 && column < SIZE.columns).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('goes to the edge with Ctrl, and a rectangle reads the same from any corner', () => {
    expect(spotAfter({ row: 3, column: 3 }, { key: 'ArrowDown', isFar: true }, SIZE)).toEqual({ row: 45, column: 3 });
    expect(spotsOf({ from: { row: 2, column: 3 }, to: { row: 1, column: 2 } })).toEqual([[{ row: 1, column: 2 }, { row: 1, column: 3 }], [{ row: 2, column: 2 }, { row: 2, column: 3 }]]);
  });
});

describe('pasting from a sheet', () => {
  it('finds people and skills by their names, in any order, language and case', () => {
    const pasted = readPaste('\tLadder\tépissure FUSION\nGagnon Marc\t2 2027-05-31\t4\nJulie Bedard\t\t3\r\n', { files: FILES, tags: TAGS, at: CORNER });
    expect(pasted).toMatchObject({ isNamed: true, people: 2, unknownPeople: [], unknownSkills: [], unread: [] });
    expect(pasted.cells).toEqual([
      { technician: 'TECH-001', skill: 'echelle', cell: { level: 2, expiresOn: '2027-05-31' } },
      { technician: 'TECH-001', skill: 'epissure', cell: { level: 4, expiresOn: null } },
      { technician: 'TECH-002', skill: 'epissure', cell: { level: 3, expiresOn: null } },
    ]);
  });

  it('says what has no place: unknown people, unknown skills and texts that are no level', () => {
    const pasted = readPaste('Nom\tWi-Fi\tJonglerie\nMarc Gagnon\tbon\t3\nPaul Inconnu\t2\t2', { files: FILES, tags: TAGS, at: CORNER });
    expect(pasted).toMatchObject({ cells: [], unknownPeople: ['Paul Inconnu'], unknownSkills: ['Jonglerie'], unread: [{ technician: 'TECH-001', skill: 'wifi', text: 'bon' }] });
  });

  it('puts a table without names where one stands, and one value in every chosen cell', () => {
    const at = { from: { row: 1, column: 1 }, to: { row: 2, column: 1 } };
    expect(readPaste('1\t2\n3\t4\n5\t5', { files: FILES, tags: TAGS, at }).cells.map(({ technician, skill, cell }) => [technician, skill, cell.level])).toEqual([['TECH-002', 'wifi', 1], ['TECH-002', 'echelle', 2], ['TECH-003', 'wifi', 3], ['TECH-003', 'echelle', 4]]);
    expect(readPaste('4', { files: FILES, tags: TAGS, at }).cells.map(({ technician, cell }) => [technician, cell.level])).toEqual([['TECH-002', 4], ['TECH-003', 4]]);
  });

  it('reads back what it copied, whatever the cells', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const cell: fc.Arbitrary<SkillCell> = fc.oneof(fc.constant({ level: 0, expiresOn: null }), fc.record({ level: fc.integer({ min: 1, max: 5 }), expiresOn: fc.option(day) }));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }), (rows) => {
        const pasted = readPaste(tableText(rows.map((row) => row.map(cellText))), { files: FILES, tags: TAGS, at: CORNER });
        expect(pasted.cells.map((each) => each.cell)).toEqual(rows.flat());
      }),
      { numRuns: 200 },
    );
    expect(cellFrom('6')).toBe(undefined);
    expect(cellFrom('3 2027-13-01')).toBe(undefined);
  });
});

describe('saving the sheet', () => {
  const change = fc.record({ technician: fc.constantFrom('TECH-001', 'TECH-002', 'TECH-003'), skill: fc.constantFrom('epissure', 'wifi', 'echelle'), level: fc.integer({ min: 0, max: 5 }) });
  const skills = TAGS.map(({ name }) => name);

  it('takes back every gesture to where it began, and does them all again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (gestures) => {
        const cells = new Map<string, number>();
        const at = (key: string): number => cells.get(key) ?? 0;
        let history = NOTHING_DONE;
        for (const gesture of gestures) {
          const once = [...new Map(gesture.map((each) => [keyOf(each), each])).values()];
          history = remember(history, once.map(({ level, ...place }) => ({ ...place, before: { level: at(keyOf(place)), expiresOn: null }, after: { level, expiresOn: null } })));
          for (const each of once) cells.set(keyOf(each), each.level);
        }
        const final = new Map(cells);
        const play = (step: typeof undo): void => {
          const { changes, history: next } = step(history);
          history = next;
          for (const each of changes) cells.set(keyOf(each), each.after.level);
        };
        gestures.forEach(() => play(undo));
        expect([...cells.values()].every((level) => level === 0)).toBe(true);
        gestures.forEach(() => play(redo));
        expect(cells).toEqual(final);
      }),
      { numRuns: 100 },
    );
  });

  it('sends one change for each person, based on what was read, and keeps what was changed again meanwhile', () => {
    const drafts = new Map([[keyOf({ technician: 'TECH-001', skill: 'wifi' }), { level: 4, expiresOn: null }], [keyOf({ technician: 'TECH-002', skill: 'epissure' }), { level: 1, expiresOn: null }]]);
    const sent = changesOf(FILES, drafts, skills);
    expect(sent).toEqual([
      { technician: 'TECH-001', baseModified: 'm-TECH-001', skills: [{ skill: 'wifi', level: 4, expiresOn: null }] },
      { technician: 'TECH-002', baseModified: 'm-TECH-002', skills: [{ skill: 'epissure', level: 1, expiresOn: null }] },
    ]);
    const meanwhile = new Map(drafts).set(keyOf({ technician: 'TECH-001', skill: 'wifi' }), { level: 5, expiresOn: null });
    expect([...withoutSaved(meanwhile, sent).keys()]).toEqual([keyOf({ technician: 'TECH-001', skill: 'wifi' })]);
    expect(afterChange(FILES[0]!, sent[0]!, 'm2')).toMatchObject({ modified: 'm2', skills: [{ skill: 'wifi', level: 4 }] });
    expect(cellOf(drawnOver(FILES, drafts, skills)[1]!.skills, 'epissure').level).toBe(1);
  });

  it('sends of a file only what its form says otherwise, with the number as the hub keeps it', () => {
    const [marc] = FILES;
    expect(changedProfile(marc!, profileOf(marc!))).toEqual({});
    expect(changedProfile(marc!, { ...profileOf(marc!), mobile: '450 555-0142', employment: 'Subcontractor' })).toEqual({ mobile: '+14505550142', employment: 'Subcontractor' });
  });
});
