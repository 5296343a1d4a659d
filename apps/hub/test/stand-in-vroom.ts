import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Job { id: number; location_index: number; service: number; time_windows: [number, number][]; skills: number[] }
interface Vehicle { id: number; start_index?: number; time_window: [number, number]; skills: number[]; breaks?: { id: number; time_windows: [number, number][]; service: number }[] }
interface Input { jobs: Job[]; vehicles: Vehicle[]; matrices: { car: { durations: number[][] } } }

export interface StandInVroom {
  readonly origin: string;
  readonly asked: Input[];
  /** Refuses from now on, as VROOM does with a mistake in the input. */
  refuse(): void;
  close(): Promise<void>;
}

/** Holds what it is asked to VROOM's API, and gives every vehicle the jobs it may do, one after the other. */
export async function openStandInVroom(): Promise<StandInVroom> {
  const asked: Input[] = [];
  const state = { isRefusing: false };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      const input = JSON.parse(text) as Input;
      asked.push(input);
      const fault = state.isRefusing ? 'Invalid matrix' : faultOf(input);
      const [status, body] = fault === undefined ? [200, { code: 0, summary: {}, unassigned: [], routes: solve(input) }] : [400, { code: 2, error: fault }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuse: () => void (state.isRefusing = true),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function faultOf({ jobs, vehicles, matrices: { car: { durations } } }: Input): string | undefined {
  const isPlace = (at: number | undefined): boolean => at === undefined || (Number.isInteger(at) && at >= 0 && at < durations.length);
  if (durations.some((row) => row.length !== durations.length || row.some((cell) => !Number.isInteger(cell) || cell < 0))) return 'Invalid matrix';
  if (![...jobs.map((job) => job.location_index), ...vehicles.map((vehicle) => vehicle.start_index)].every(isPlace)) return 'location_index exceeding matrix size';
  const windows = [...jobs.flatMap((job) => job.time_windows), ...vehicles.map((vehicle) => vehicle.time_window), ...vehicles.flatMap((vehicle) => vehicle.breaks?.flatMap((each) => each.time_windows) ?? [])];
  if (windows.some(([from, until]) => from > until)) return 'Invalid time window';
  if (new Set(jobs.map(({ id }) => id)).size < jobs.length || new Set(vehicles.map(({ id }) => id)).size < vehicles.length) return 'Duplicate id';
  return undefined;
}

function solve({ jobs, vehicles, matrices: { car: { durations } } }: Input): object[] {
  const left = new Set(jobs);
  return vehicles.map((vehicle) => {
    let [time] = vehicle.time_window;
    let place = vehicle.start_index ?? 0;
    const steps = [...left].filter((job) => job.skills.every((skill) => vehicle.skills.includes(skill))).flatMap((job) => {
      const arrival = time + (durations[place]?.[job.location_index] ?? 0);
      const begins = Math.max(arrival, job.time_windows[0]?.[0] ?? 0);
      if (begins + job.service > vehicle.time_window[1]) return [];
      left.delete(job);
      [time, place] = [begins + job.service, job.location_index];
      return [{ type: 'job', id: job.id, arrival, waiting_time: begins - arrival, service: job.service }];
    });
    return { vehicle: vehicle.id, steps: [{ type: 'start', arrival: vehicle.time_window[0] }, ...steps, { type: 'end', arrival: time }] };
  });
}
