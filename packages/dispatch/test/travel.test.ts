import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { travelMeters, travelSeconds, UNKNOWN_TRAVEL_SECONDS } from '../src/index.ts';
import { bankOf } from '../src/crossings.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const SAINTE_CLOTILDE = at(45.157, -73.676);
const minutes = (from: ReturnType<typeof at>, to: ReturnType<typeof at>) => Math.round(travelSeconds(from, to) / 60);

describe('travel between places of our region', () => {
  it.each([
    ['Saint-Chrysostome', at(45.1, -73.767), 12],
    ['Saint-Rémi', at(45.267, -73.617), 17],
    ['Hemmingford', at(45.05, -73.583), 18],
    ['Napierville', at(45.183, -73.4), 28],
    ['Châteauguay', at(45.38, -73.75), 33],
    ['Saint-Jean-sur-Richelieu', at(45.307, -73.263), 47],
    ['Salaberry-de-Valleyfield', at(45.25, -74.13), 48],
    ['Joliette', at(46.016, -73.424), 127],
  ])('takes from Sainte-Clotilde to %s what a driver would say', (_town, place, expected) => {
    expect(Math.abs(minutes(SAINTE_CLOTILDE, place) - expected)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['south', 'Beauharnois', at(45.315, -73.878)], ['south', 'Châteauguay', at(45.38, -73.75)], ['south', 'Candiac', at(45.383, -73.517)],
    ['south', 'La Prairie', at(45.417, -73.5)], ['south', 'Longueuil', at(45.531, -73.518)], ['south', 'Sorel-Tracy', at(46.033, -73.117)],
    ['south', 'Huntingdon', at(45.089, -74.174)], ['south', 'Salaberry-de-Valleyfield', at(45.25, -74.13)], ['south', 'Saint-Hyacinthe', at(45.631, -72.957)],
    ['north', 'Vaudreuil-Dorion', at(45.4, -74.033)], ['north', 'Repentigny', at(45.742, -73.45)], ['north', 'Terrebonne', at(45.7, -73.647)],
    ['north', 'Lavaltrie', at(45.883, -73.283)], ['north', 'Berthierville', at(46.083, -73.183)], ['north', 'Joliette', at(46.016, -73.424)],
    ['north', 'Mascouche', at(45.75, -73.6)], ['north', 'Saint-Lin', at(45.85, -73.767)], ['island', 'Montréal', at(45.51, -73.58)], ['island', 'Laval', at(45.57, -73.72)],
  ] as const)('knows the %s bank for %s', (bank, _town, place) => {
    expect(bankOf(place)).toBe(bank);
  });

  it('goes round by a bridge where the straight line would swim', () => {
    const varennes = at(45.68, -73.42);
    const repentigny = at(45.742, -73.45);
    expect(travelSeconds(varennes, repentigny)).toBeGreaterThan(3 * 600);
  });

  it('waits for the ferry between Sorel and Berthierville, which still beats the bridges', () => {
    const seconds = travelSeconds(at(46.033, -73.117), at(46.083, -73.183));
    expect(seconds).toBeGreaterThan(1200);
    expect(seconds).toBeLessThan(2700);
  });

  it('is the same both ways, whole minutes, never shorter than the road without water', () => {
    const place = fc.record({ latitude: fc.double({ min: 45, max: 46.3, noNaN: true }), longitude: fc.double({ min: -74.3, max: -72.7, noNaN: true }) });
    fc.assert(fc.property(place, place, (from, to) => {
      const there = travelSeconds(from, to);
      expect(there % 60).toBe(0);
      expect(Math.abs(there - travelSeconds(to, from))).toBeLessThanOrEqual(60);
      expect(travelSeconds(from, from)).toBe(0);
      expect(Math.abs(travelMeters(from, to) / (60_000 / 3600) - there) <= 1261).toBe(true);
    }));
  });

  it('assumes a short drive where a place is unknown', () => {
    expect(travelSeconds(null, SAINTE_CLOTILDE)).toBe(UNKNOWN_TRAVEL_SECONDS);
    expect(travelMeters(null, SAINTE_CLOTILDE)).toBe(0);
  });
});
