import { describe, expect, it } from 'vitest';
import ground from '../../ui/ground/base-map.json';
import { drawZone } from './zone-map.ts';

const stop = (name: string, longitude: number, latitude: number) => ({ name, number: 1, longitude, latitude, isOver: false });

describe('The map of the zone without a network (R46)', () => {
  it('shows every stop of the day within the picture, with a town beside it', () => {
    const picture = drawZone(ground, [stop('VIS-1', -73.72, 45.13), stop('VIS-2', -73.35, 45.31)]);
    expect(picture?.stops.every(({ x, y }) => x > 0 && x < picture.width && y > 0 && y < picture.height)).toBe(true);
    expect(picture?.towns.map(({ text }) => text)).toContain('Saint-Rémi');
  });

  it('keeps some surroundings around a single stop, which stands in the middle', () => {
    const picture = drawZone(ground, [stop('VIS-1', -73.617, 45.267)]);
    expect(picture?.stops[0]).toMatchObject({ x: 300, y: 350 });
    expect(picture?.towns.length).toBeGreaterThan(0);
  });

  it('draws nothing when no place is known', () => {
    expect(drawZone(ground, [])).toBe(undefined);
  });
});
