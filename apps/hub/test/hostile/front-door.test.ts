import { PROBLEMS, type ProblemBody } from '@gigafibre/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layDevice, layHousehold, layTicket, layVisit } from '../field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from '../field-world.ts';
import { hostileCalls, type Api, type HostileCall } from './hostile-calls.ts';
import type { Names } from './schema-values.ts';

/** `HOSTILE_SEED` and `HOSTILE_REQUESTS` play another run, or the same one again. */
const SEED = Number(process.env['HOSTILE_SEED'] ?? 20_261_123);
const REQUESTS = Number(process.env['HOSTILE_REQUESTS'] ?? 2_000);
const BATCH = 16;

let world: FieldWorld;
let names: Names;
beforeAll(async () => {
  world = await openFieldWorld();
  names = await layNames(world);
});
afterAll(() => world.close());

/** The ERP's own users behind our roles; it answers nobody else. */
const USERS: Readonly<Record<Exclude<HostileCall['caller'], 'nobody'>, string>> = { agent: 'agent@demo.gigafibre.ca', dispatcher: 'repartition@demo.gigafibre.ca', accountant: 'compta@demo.gigafibre.ca', admin: 'admin@demo.gigafibre.ca', technician: 'tech-001@demo.gigafibre.ca' };

async function layNames({ erp }: FieldWorld): Promise<Names> {
  await erp.insert('User', { email: USERS.admin, first_name: 'Adèle', last_name: 'Tremblay', send_welcome_email: 0, roles: [{ role: 'System Manager' }] });
  const home = await layHousehold(erp);
  const { name: ticket } = await layTicket(erp, home);
  const mine = await layVisit(erp, home, { technician: 'TECH-001', ticket });
  const waiting = await layVisit(erp, home);
  await layDevice(erp, { serial_no: 'TPLG1A2B3C4D' });
  const visits = [mine.visit, mine.visit, waiting.visit];
  return {
    visit: visits, ticket: [ticket], customer: [home.customer], serviceLocation: [home.location], serial: ['TPLG1A2B3C4D', 'TPLG00000009'], equipment: ['TPLG1A2B3C4D'], technician: ['TECH-001', 'TECH-002'], jobType: ['no-signal-repair', 'wifi-mesh'],
    issueType: ['Pas de signal'], skill: ['splicing'], step: ['power', 'photo'], name: [...visits, mine.job, ticket, home.customer], q: ['Chlo', 'TPLG'], user: ['agent@demo.gigafibre.ca'],
  };
}

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What a caller may be answered: a refusal is a problem of the table, and one of validation says where. */
function faultOf(call: HostileCall, answered: Answered): string | undefined {
  if (answered.status >= 500) return 'a fault';
  if (answered.status < 400 || call.method === 'HEAD') return undefined;
  if (/node_modules|\bat \/|select .* from|postgres|Traceback/i.test(answered.body)) return 'a refusal that tells how we are made';
  return call.url.startsWith('/api/') ? gatewayFaultOf(answered) : problemFaultOf(answered);
}

function problemFaultOf({ status, type, body }: Answered): string | undefined {
  if (!type.startsWith('application/problem+json')) return `a refusal of type ${type}`;
  const problem = JSON.parse(body) as ProblemBody;
  const known = Object.entries(PROBLEMS).find(([code]) => code === problem.code)?.[1];
  if (known?.status !== status || problem.status !== status) return 'a code that is not of the table';
  return problem.code === 'invalid_request' && !problem.errors?.some(({ path }) => path !== '') ? 'a refusal that does not say where' : undefined;
}

/** ERP clients in the browser are refused as the ERP would refuse them. */
function gatewayFaultOf({ type, body }: Answered): string | undefined {
  const { exc_type: exception } = type.startsWith('application/json') ? (JSON.parse(body) as { exc_type?: unknown }) : {};
  return typeof exception === 'string' ? undefined : 'a refusal that is not in the shape of Frappe';
}

interface Outcome {
  readonly wasGranted: boolean;
  readonly fault: string | undefined;
}

async function send(call: HostileCall): Promise<Outcome> {
  const headers: Partial<Headers> = call.caller === 'nobody' ? {} : await world.hub.as(call.caller, { user: USERS[call.caller] });
  const answer = await world.hub.app.inject({ method: call.method as 'GET', url: call.url, headers: { ...headers, ...call.headers }, ...(call.body === undefined ? {} : { payload: call.body }) });
  const fault = faultOf(call, { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.body });
  return { wasGranted: answer.statusCode < 300, fault: fault && `${fault}: ${JSON.stringify(call).slice(0, 600)} → ${answer.statusCode} ${answer.body.slice(0, 300)}` };
}

it('answers whatever is thrown at any of its routes with a problem of the table, and never breaks', async () => {
  const api = (await world.hub.app.inject('/openapi.json')).json<Api>();
  const calls = fc.sample(hostileCalls(api, names), { numRuns: REQUESTS, seed: SEED });
  const outcomes: Outcome[] = [];
  for (let from = 0; from < calls.length; from += BATCH) outcomes.push(...(await Promise.all(calls.slice(from, from + BATCH).map(send))));
  expect(outcomes.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  expect(outcomes.filter(({ wasGranted }) => wasGranted).length).toBeGreaterThan(REQUESTS / 20);
  expect((await world.hub.app.inject('/health/live')).statusCode).toBe(200);
}, 300_000);
