import { Type, type Static } from 'typebox';
import Value from 'typebox/value';
import { Pool } from 'undici';
import { TravelUnavailable, type Point, type TravelServer, type TravelTable } from './travel.port.ts';

/** What `osrm-routed` takes unless it was started with another `--max-table-size`. */
const LARGEST_TABLE = 100;
const TIMEOUT_MS = 10_000;
/** OSRM closes a connection after 5 idle seconds: ours goes first. */
const KEEP_ALIVE_MS = 4000;
const FAILURES_UNTIL_PAUSE = 3;
const PAUSE_MS = 60_000;

const Row = Type.Array(Type.Union([Type.Number({ minimum: 0 }), Type.Null()]));
const Answer = Type.Object({ code: Type.Literal('Ok'), durations: Type.Array(Row), distances: Type.Array(Row) });
const Refusal = Type.Object({ code: Type.String(), message: Type.Optional(Type.String()) });
/** Nothing is wrong with the server: these places have no road between them, or none near. */
const NO_WAY = new Set(['NoSegment', 'NoRoute', 'NoTable']);

/**
 * A server that speaks OSRM's HTTP API v1. A question that a broken connection swallowed is asked once more; after three
 * failures in a row nobody is asked for a minute.
 *
 * @param now milliseconds of any clock that only goes forward.
 */
export function openOsrm({ origin, now }: { origin: string; now: () => number }): TravelServer {
  const pool = new Pool(origin, { connections: 2, keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, connect: { timeout: TIMEOUT_MS } });
  const state = { failures: 0, pausedUntil: 0 };
  const get = async (path: string): Promise<unknown> => {
    const { statusCode, body } = await pool.request({ method: 'GET', path, headers: { accept: 'application/json' } });
    const text = await body.text();
    if (statusCode >= 500 || statusCode === 429) throw new TravelUnavailable(`The map server answered ${statusCode}.`);
    return JSON.parse(text);
  };
  return {
    largestTable: LARGEST_TABLE,
    async table(sources, destinations) {
      if (now() < state.pausedUntil) throw new TravelUnavailable('The map server is given a rest.');
      try {
        const path = pathOf(sources, destinations);
        const answer = readAnswer(await get(path).catch(() => get(path)), sources.length, destinations.length);
        state.failures = 0;
        return answer;
      } catch (cause) {
        state.failures += 1;
        if (state.failures >= FAILURES_UNTIL_PAUSE) Object.assign(state, { failures: 0, pausedUntil: now() + PAUSE_MS });
        throw cause instanceof TravelUnavailable ? cause : new TravelUnavailable('The map server could not be asked.', { cause });
      }
    },
    close: () => pool.close(),
  };
}

/** Longitude first, six decimals: a tenth of a metre. */
const coordinate = ({ latitude, longitude }: Point): string => `${longitude.toFixed(6)},${latitude.toFixed(6)}`;

function pathOf(sources: readonly Point[], destinations: readonly Point[]): string {
  const places = [...sources, ...destinations].map(coordinate).join(';');
  const numbers = (from: number, count: number): string => Array.from({ length: count }, (_, at) => from + at).join(';');
  return `/table/v1/driving/${places}?annotations=duration,distance&sources=${numbers(0, sources.length)}&destinations=${numbers(sources.length, destinations.length)}`;
}

function readAnswer(body: unknown, rows: number, columns: number): TravelTable {
  if (Value.Check(Answer, body)) return { seconds: shaped(body.durations, rows, columns), meters: shaped(body.distances, rows, columns) };
  const refusal: Static<typeof Refusal> | undefined = Value.Check(Refusal, body) ? body : undefined;
  if (refusal !== undefined && NO_WAY.has(refusal.code)) return { seconds: nowhere(rows, columns), meters: nowhere(rows, columns) };
  throw new TravelUnavailable(`The map server answered ${refusal?.code ?? 'something else'}.`);
}

function shaped(table: Static<typeof Row>[], rows: number, columns: number): Static<typeof Row>[] {
  if (table.length !== rows || table.some((row) => row.length !== columns)) throw new TravelUnavailable('The map server answered a table of another size.');
  return table;
}

const nowhere = (rows: number, columns: number): null[][] => Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
