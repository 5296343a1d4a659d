import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInOsrm {
  readonly origin: string;
  /** Addresses that were asked for. */
  readonly asked: string[];
  /** What it does with the next questions, the first first; then it answers again. */
  readonly moods: ('busy' | 'hang-up' | 'no-road')[];
  close(): Promise<void>;
}

const TABLE = /^\/table\/v1\/driving\/([-0-9.,;]+)\?annotations=duration,distance&sources=([0-9;]+)&destinations=([0-9;]+)$/;

/**
 * As strict as `osrm-routed` with its usual limit: longitude first, 100 coordinates at most, indices that exist. Eastward drives
 * take longer than the same drive back, so that whoever mixes up directions is found out.
 */
export async function openStandInOsrm(): Promise<StandInOsrm> {
  const asked: string[] = [];
  const moods: StandInOsrm['moods'] = [];
  const server = createServer(({ url = '', method }, response) => {
    asked.push(url);
    const mood = moods.shift();
    if (mood === 'hang-up') return void response.socket?.destroy();
    const [status, body] = mood === 'busy' ? [503, {}] : mood === 'no-road' ? [400, { code: 'NoSegment', message: 'Could not find a matching segment' }] : method === 'GET' ? answer(url) : [405, {}];
    response.writeHead(status, { 'content-type': 'application/json', connection: 'keep-alive' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    moods,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(url: string): [number, object] {
  const [, places = '', sources = '', destinations = ''] = TABLE.exec(url) ?? [];
  const points = places.split(';').map((pair) => pair.split(',').map(Number) as [number, number]);
  const isQuebec = points.every(([longitude, latitude]) => longitude < -57 && longitude > -80 && latitude > 44 && latitude < 63);
  if (!isQuebec) return [400, { code: 'InvalidQuery', message: 'Query string malformed' }];
  if (points.length > 100) return [400, { code: 'TooBig', message: 'Too many table coordinates' }];
  const [rows, columns] = [sources, destinations].map((list) => list.split(';').map((number) => points[Number(number)]));
  if (rows === undefined || columns === undefined || [...rows, ...columns].includes(undefined)) return [400, { code: 'InvalidOptions' }];
  const cells = (value: (from: [number, number], to: [number, number]) => number) => rows.map((from) => columns.map((to) => value(from!, to!)));
  return [200, { code: 'Ok', durations: cells(drivingSeconds), distances: cells((from, to) => drivingSeconds(from, to) * 20.5) }];
}

const drivingSeconds = (from: readonly [number, number], to: readonly [number, number]): number => Math.round(10 * (Math.hypot(from[0] - to[0], from[1] - to[1]) * 5000 + (to[0] > from[0] ? 300 : 0))) / 10;
