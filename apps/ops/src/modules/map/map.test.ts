import { describe, expect, it } from 'vitest';
import type { Position, TechnicianCard, VisitCard } from '@gigafibre/contracts';
import baseMap from '../../ui/ground/base-map.json';
import { styleOf } from './base-style.ts';
import { caught, isInside } from './lasso.ts';
import { pinsOf, routeOf, vansOf, type MapRow } from './map-features.ts';
import { paletteOf } from './map-palette.ts';
import { ageOf } from './position-age.ts';
import { dockFrom } from './use-dock.ts';

const NOW = Date.parse('2026-11-23T15:00:00Z') / 1000;
const visit = (name: string, given: Partial<VisitCard> = {}): VisitCard => ({ name, status: 'planned', crew: [{ technician: 'TECH-001', role: 'lead' }], place: { label: 'Howick', latitude: 45.183, longitude: -73.85 }, ...given }) as VisitCard;
const person = (name: string, color: string): TechnicianCard => ({ name, color, displayName: name, home: { latitude: 45.1, longitude: -73.7 } }) as TechnicianCard;
const row = (name: string, color: string, ...visits: VisitCard[]): MapRow => ({ technician: person(name, color), visits });
const position = (technician: string, at: string): Position => ({ technician, at, latitude: 45.2, longitude: -73.8, speedKmh: 0, courseDegrees: null, accuracyMeters: 5, source: 'tracker' });

describe('the age of a position (R07)', () => {
  it.each([
    ['2026-11-23T15:00:40Z', 0, 'current'], ['2026-11-23T14:55:01Z', 4, 'current'], ['2026-11-23T14:55:00Z', 5, 'dimmed'], ['2026-11-23T14:30:01Z', 29, 'dimmed'], ['2026-11-23T14:30:00Z', 30, 'unknown'],
  ])('of %s is %i minutes: %s', (at, minutes, state) => {
    expect(ageOf(at, NOW)).toEqual({ minutes, state });
  });

  it('is written beside every van that is no longer current, and an unknown one is never shown as current', () => {
    const rows = [row('TECH-001', '#111111'), row('TECH-002', '#222222'), row('TECH-003', '#333333'), row('TECH-004', '#444444')];
    const positions = new Map([position('TECH-001', '2026-11-23T14:59:00Z'), position('TECH-002', '2026-11-23T14:50:00Z'), position('TECH-003', '2026-11-23T14:00:00Z'), position('TECH-999', '2026-11-23T14:59:00Z')].map((each) => [each.technician, each]));
    const vans = vansOf(rows, positions, NOW, ({ state, minutes }) => (state === 'unknown' ? 'inconnue' : `${String(minutes)} min`));
    expect(vans.features.map(({ properties }) => properties)).toEqual([
      { technician: 'TECH-001', color: '#111111', state: 'current', label: '' },
      { technician: 'TECH-002', color: '#222222', state: 'dimmed', label: '10 min' },
      { technician: 'TECH-003', color: '#333333', state: 'unknown', label: 'inconnue' },
    ]);
  });
});

describe('pins (R06)', () => {
  it('take the technician’s colour, or none when nobody has the visit; a crew’s visit is one pin in its lead’s colour', () => {
    const shared = visit('VIS-2', { crew: [{ technician: 'TECH-001', role: 'lead' }, { technician: 'TECH-002', role: 'helper' }] });
    const pins = pinsOf([row('TECH-001', '#aa0000', visit('VIS-1'), shared), row('TECH-002', '#00aa00', shared)], [visit('VIS-3', { status: 'unassigned', crew: [] })], { alarms: new Map([['VIS-1', ['late']], ['VIS-2', []]]), chosen: new Set(['VIS-3']) });
    expect(pins.features.map(({ properties: { visit: name, color, isUnassigned, isAlarming, isChosen } }) => [name, color, isUnassigned, isAlarming, isChosen])).toEqual([
      ['VIS-3', '', true, false, true], ['VIS-1', '#aa0000', false, true, false], ['VIS-2', '#aa0000', false, false, false],
    ]);
  });

  it('are only for visits that have a place and still stand', () => {
    const nowhere = { label: 'Howick', city: '', zone: '', location: null, latitude: null, longitude: null };
    expect(pinsOf([row('TECH-001', '#aa0000', visit('VIS-1', { place: nowhere }), visit('VIS-2', { status: 'cancelled' }))], [], { alarms: new Map(), chosen: new Set() }).features).toEqual([]);
  });
});

describe('a tour on the map', () => {
  it('goes from home through its numbered stops', () => {
    const route = routeOf(row('TECH-001', '#aa0000', visit('VIS-1'), visit('VIS-2', { status: 'cancelled' }), visit('VIS-3')));
    expect(route.features.map(({ properties, geometry }) => [geometry.type, properties.visit, properties.order])).toEqual([['LineString', '', ''], ['Point', '', '⌂'], ['Point', 'VIS-1', '1'], ['Point', 'VIS-3', '2']]);
    expect(route.features[0]?.geometry.coordinates).toHaveLength(3);
  });

  it('is nothing when nobody is looked at or nobody goes anywhere', () => {
    expect([routeOf(undefined).features, routeOf(row('TECH-001', '#aa0000')).features]).toEqual([[], []]);
  });
});

describe('the lasso', () => {
  const outline = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }, { x: 50, y: 40 }, { x: 0, y: 100 }];

  it('catches what it goes around, bays left out', () => {
    expect(caught(outline, [{ x: 10, y: 10, name: 'in' }, { x: 50, y: 80, name: 'in the bay' }, { x: 120, y: 10, name: 'out' }]).map(({ name }) => name)).toEqual(['in']);
    expect(isInside({ x: 50, y: 30 }, outline)).toBe(true);
  });

  it('catches nobody when it was a click', () => {
    expect(caught([{ x: 9, y: 9 }, { x: 11, y: 9 }, { x: 10, y: 11 }], [{ x: 10, y: 10 }])).toEqual([]);
  });
});

describe('the ground', () => {
  it('needs nothing from any network: no tiles, no glyphs, no pictures', () => {
    for (const isDark of [false, true]) {
      const style = styleOf({ kind: 'shapes' }, paletteOf(isDark), isDark);
      expect(JSON.stringify(style)).not.toMatch(/https?:|mapbox:/);
      expect(style).not.toHaveProperty('glyphs');
    }
  });

  it('has the river, the roads people name and every town we serve, where they are', () => {
    const names = (kind: string): Set<string> => new Set(baseMap.features.filter(({ properties }) => properties.kind === kind).map(({ properties }) => properties.name));
    expect([...names('water')]).toContain('Fleuve Saint-Laurent');
    expect([...names('river')]).toContain('Rivière Richelieu');
    expect([...names('road')]).toEqual(expect.arrayContaining(['10', '15', '20', '30', '40', '132', '138', '202', '219', '221']));
    expect(names('town').size).toBeGreaterThanOrEqual(46);
    const points = JSON.stringify(baseMap.features.map(({ geometry }) => geometry.coordinates)).match(/-?\d+\.?\d*,-?\d+\.?\d*/g) ?? [];
    expect(points.map((pair) => pair.split(',').map(Number)).every(([longitude = 0, latitude = 0]) => longitude > -75.1 && longitude < -72 && latitude > 44.8 && latitude < 46.5)).toBe(true);
  });

  it('is Mapbox’s tiles with a token, in the look of the screen', () => {
    const style = (isDark: boolean): string => JSON.stringify(styleOf({ kind: 'mapbox', token: 'pk.test' }, paletteOf(isDark), isDark));
    expect([style(true).includes('dark-v11'), style(false).includes('light-v11')]).toEqual([true, true]);
    expect(styleOf({ kind: 'style', url: 'https://tiles.example.ca/style.json' }, paletteOf(false), false)).toBe('https://tiles.example.ca/style.json');
  });
});

describe('the dock', () => {
  it.each([[null], ['not json'], ['{"side":"top","right":3,"bottom":"x"}'], ['[]']])('begins closed, below in a narrow window, when what was kept makes no sense: %s', (kept) => {
    expect(dockFrom(kept)).toEqual({ isOpen: false, side: window.innerWidth < 1500 ? 'bottom' : 'right', right: 460, bottom: 320 });
  });

  it('is as it was left', () => {
    expect(dockFrom('{"isOpen":true,"side":"bottom","right":500,"bottom":300}')).toEqual({ isOpen: true, side: 'bottom', right: 500, bottom: 300 });
  });
});
