import { Type, type Static } from 'typebox';
import Value from 'typebox/value';
import { Pool } from 'undici';
import type { Optimizer, OptimizerAnswer, OptimizerQuestion, OptimizerTechnician, OptimizerVisit } from './optimizer.port.ts';

const CONNECT_MS = 5000;

const Step = Type.Object({ type: Type.String(), id: Type.Optional(Type.Integer()), arrival: Type.Integer(), waiting_time: Type.Optional(Type.Integer()), setup: Type.Optional(Type.Integer()) });
const Answer = Type.Object({ code: Type.Literal(0), routes: Type.Array(Type.Object({ vehicle: Type.Integer(), steps: Type.Array(Step) })) });
const Refusal = Type.Object({ code: Type.Integer(), error: Type.Optional(Type.String()) });

/**
 * A server that speaks VROOM's HTTP API. Visits are `jobs`, technicians `vehicles`, lunch a `break`; who may do what goes as a
 * skill of one's own. The question is never sent twice: it takes as long as it takes, and our own engine does without.
 */
export function openVroom({ origin }: { origin: string }): Optimizer {
  const pool = new Pool(origin, { connections: 1, connect: { timeout: CONNECT_MS }, headersTimeout: 0, bodyTimeout: 0 });
  return {
    async solve(question, signal) {
      const { statusCode, body } = await pool.request({ method: 'POST', path: '/', headers: { 'content-type': 'application/json' }, body: JSON.stringify(inputOf(question)), signal });
      const answer: unknown = JSON.parse(await body.text());
      if (Value.Check(Answer, answer)) return startsOf(question, answer);
      const refusal: Static<typeof Refusal> | undefined = Value.Check(Refusal, answer) ? answer : undefined;
      throw new Error(`The optimizer answered ${statusCode}: ${refusal?.error ?? 'something that is no solution'}.`);
    },
    close: () => pool.close(),
  };
}

/** Numbers in what VROOM is asked: jobs and vehicles by their place in the lists, from 1. */
const numbered = (at: number): number => at + 1;

const inputOf = ({ visits, technicians, seconds }: OptimizerQuestion): object => ({
  jobs: visits.map(jobOf),
  vehicles: technicians.map((technician, at) => vehicleOf(technician, at, visits)),
  matrices: { car: { durations: seconds } },
});

const jobOf = ({ place, serviceSeconds, from, until, priority }: OptimizerVisit, at: number): object => ({
  id: numbered(at),
  location_index: place,
  service: serviceSeconds,
  time_windows: [[from, until]],
  priority,
  skills: [numbered(at)],
});

const vehicleOf = ({ start, end, from, until, lunch }: OptimizerTechnician, at: number, visits: readonly OptimizerVisit[]): object => ({
  id: numbered(at),
  profile: 'car',
  ...(start !== null && { start_index: start }),
  ...(end !== null && { end_index: end }),
  time_window: [from, until],
  skills: visits.flatMap(({ technicians }, visit) => (technicians.includes(at) ? [numbered(visit)] : [])),
  ...(lunch !== null && { breaks: [{ id: numbered(at), time_windows: [[lunch.from, lunch.until]], service: lunch.seconds }] }),
});

/** Work begins after the arrival, the waiting and the setting up. What names nobody and nothing of ours is left out. */
const startsOf = ({ visits, technicians }: OptimizerQuestion, { routes }: Static<typeof Answer>): OptimizerAnswer =>
  routes.flatMap(({ vehicle, steps }) =>
    steps.flatMap(({ type, id = 0, arrival, waiting_time: waiting = 0, setup = 0 }) => {
      const [visit, technician] = [visits[id - 1], technicians[vehicle - 1]];
      return type === 'job' && visit !== undefined && technician !== undefined ? [{ visit: visit.name, technician: technician.name, startSeconds: arrival + waiting + setup }] : [];
    }),
  );
