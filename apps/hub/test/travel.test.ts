import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStandInOsrm, type StandInOsrm } from './stand-in-osrm.ts';
import { createTravelBook } from '../src/modules/planning/travel-book.ts';
import { openOsrm } from '../src/vendors/travel/osrm.ts';
import { TravelUnavailable, type TravelServer } from '../src/vendors/travel/travel.port.ts';

let standIn: StandInOsrm;
let server: TravelServer;
const time = { now: 0 };
beforeEach(async () => {
  standIn = await openStandInOsrm();
  time.now = 0;
  server = openOsrm({ origin: standIn.origin, now: () => time.now });
});
afterEach(async () => {
  await server.close();
  await standIn.close();
});

const west = { latitude: 45.3, longitude: -73.7 };
const east = { latitude: 45.3, longitude: -73.5 };
const grid = (count: number) => Array.from({ length: count }, (_, at) => ({ latitude: 45 + at / 1000, longitude: -73 - (at % 7) / 100 }));
const bookOn = (onFault: (error: unknown) => void = () => undefined) => createTravelBook({ server, onFault, rest: () => Promise.resolve() });

describe('a map server', () => {
  it('is asked longitude first and tells each direction apart', async () => {
    expect(await server.table([west], [east, west])).toEqual({ seconds: [[1300, 0]], meters: [[26_650, 0]] });
    expect((await server.table([east], [west])).seconds).toEqual([[1000]]);
    expect(standIn.asked[0]).toBe('/table/v1/driving/-73.700000,45.300000;-73.500000,45.300000;-73.700000,45.300000?annotations=duration,distance&sources=0&destinations=1;2');
  });

  it('is asked once more when the connection breaks, and not a third time', async () => {
    standIn.moods.push('hang-up');
    expect((await server.table([west], [east])).seconds).toEqual([[1300]]);
    standIn.moods.push('hang-up', 'busy');
    await expect(server.table([west], [east])).rejects.toBeInstanceOf(TravelUnavailable);
    expect(standIn.asked).toHaveLength(4);
  });

  it('is left alone for a minute after three failures in a row', async () => {
    standIn.moods.push(...Array.from({ length: 6 }, () => 'busy' as const));
    const fail = () => server.table([west], [east]).catch(() => undefined);
    await fail().then(fail).then(fail).then(fail);
    expect(standIn.asked).toHaveLength(6);
    time.now = 60_001;
    expect((await server.table([west], [east])).seconds).toEqual([[1300]]);
  });

  it('says where there is no road, and is not believed when it answers another size', async () => {
    standIn.moods.push('no-road');
    expect(await server.table([west], [east, west])).toEqual({ seconds: [[null, null]], meters: [[null, null]] });
  });
});

describe('remembered driving', () => {
  it('is estimated until the server has told, then known both ways, and asked for once', async () => {
    const book = bookOn();
    expect(book.known([west, east])).toEqual({ matrix: null, version: 'estimate', source: 'estimate' });
    await book.settled();
    const { matrix, source, version } = book.known([west, east]);
    expect([source, version, [...(matrix!.seconds as Int32Array)]]).toEqual(['map', 'map-1', [0, 1320, 1020, 0]]);
    await book.settled();
    expect(standIn.asked).toHaveLength(1);
  });

  it('asks only for what a new place adds, in questions no larger than the server takes', async () => {
    const book = bookOn();
    const places = grid(130);
    book.known(places);
    await book.settled();
    expect(standIn.asked).toHaveLength(9);
    book.known([...places, west]);
    await book.settled();
    const { matrix, source } = book.known([...places, west]);
    expect([source, standIn.asked.length - 9]).toEqual(['map', 5]);
    const size = matrix!.places.length;
    expect(Array.from({ length: size * size }, (_, cell) => matrix!.seconds[cell]).every((seconds) => seconds !== undefined && seconds >= 0)).toBe(true);
    expect(matrix!.seconds[130 * size] ?? 0).not.toBe(matrix!.seconds[130]);
  });

  it('fills with the estimate where there is no road, and says so', async () => {
    standIn.moods.push('no-road');
    const book = bookOn();
    book.known([west, east]);
    await book.settled();
    const { matrix, source } = book.known([west, east]);
    expect([source, matrix!.seconds[1]]).toEqual(['mixed', expect.closeTo(1223, -2)]);
  });

  it('stays with the estimate while the server does not answer, and learns once it does', async () => {
    const faults: unknown[] = [];
    const book = bookOn((error) => faults.push(error));
    standIn.moods.push('busy', 'busy');
    book.known([west, east]);
    await book.settled();
    expect([faults.length, book.known([west, east]).source]).toEqual([1, 'estimate']);
    await book.settled();
    expect(book.known([west, east]).source).toBe('map');
  });
});
