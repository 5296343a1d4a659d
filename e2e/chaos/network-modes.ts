/** What networks and hubs do: reliability 2.3, modes 1 to 9, 20 and 21. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, SeenRequest } from '../../packages/testkit/src/fault-proxy.ts';
import { insist } from './hands.ts';
import { now } from '../journey.ts';
import { FIELD } from './phone.ts';
import type { Rig, Verdict } from './rig.ts';

export type Mode = (rig: Rig, isWhole: boolean) => Promise<Verdict>;

const isCommand = ({ method, path }: SeenRequest): boolean => method === 'POST' && path === '/v1/commands';
const commandsIn = (rig: Rig): readonly SeenRequest[] => rig.proxy.seen.filter(isCommand);

/** Spoils the first few commands, lets the rest through. */
function spoilFirst(rig: Rig, times: number, fault: Fault): void {
  let left = times;
  rig.proxy.spoil((request) => {
    if (!isCommand(request) || left === 0) return undefined;
    left -= 1;
    return fault;
  });
}

async function notesUnder(rig: Rig, fault: Fault): Promise<Verdict> {
  spoilFirst(rig, 2, fault);
  for (const at of [0, 1, 0]) await rig.note(at);
  const rows = await rig.converge();
  rig.proxy.heal();
  return rig.judge(rows.some(({ state }) => state === 'refused') ? ['something was refused'] : []);
}

/** A queue that waits, however its requests are answered: nothing taken for an acknowledgement, nothing deleted. */
async function waitUnder(rig: Rig, fault: Fault, forMs: number): Promise<readonly string[]> {
  rig.proxy.spoil((request) => (request.path.startsWith('/v1/') ? fault : undefined));
  for (const at of [0, 1]) await rig.note(at);
  await pause(forMs);
  const rows = await rig.phone.rows();
  return rows.filter(({ state }) => state === 'waiting' || state === 'sending').length === 2 ? [] : [`waiting rows: ${rows.map(({ state }) => state).join(', ')}`];
}

async function heal(rig: Rig): Promise<void> {
  rig.proxy.heal();
  await rig.phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await rig.converge();
}

export const requestLost: Mode = (rig) => notesUnder(rig, { kind: 'drop-request' });
export const responseLost: Mode = (rig) => notesUnder(rig, { kind: 'drop-response' });

export const duplicateDelivery: Mode = async (rig, isWhole) => {
  const before = rig.proxy.twice.length;
  const afterMs = isWhole ? 5000 : 300;
  spoilFirst(rig, 2, { kind: 'duplicate', afterMs });
  for (const at of [0, 1, 0]) await rig.note(at);
  await rig.converge();
  await pause(afterMs + 500);
  rig.proxy.heal();
  const pairs = rig.proxy.twice.slice(before).map((pair) => pair.map(({ body }) => ({ ...(JSON.parse(body.toString()) as object), replayed: null })));
  const differ = pairs.filter(([first, second]) => JSON.stringify(first) !== JSON.stringify(second)).length;
  return rig.judge([...(pairs.length === 2 ? [] : [`${pairs.length} duplicates were delivered`]), ...(differ === 0 ? [] : [`${differ} second answers told something else`])]);
};

export const reorderedEntities: Mode = async (rig) => {
  const slow = rig.visits[0]?.visit.name ?? '';
  rig.proxy.spoil((request) => (isCommand(request) && request.body.includes(slow) ? { kind: 'delay', ms: 700 } : undefined));
  for (const at of [0, 1, 2, 0, 1, 2, 0, 1, 2]) await rig.note(at);
  await rig.converge();
  rig.proxy.heal();
  return rig.judge();
};

export const stalledAnswer: Mode = async (rig) => {
  spoilFirst(rig, 1, { kind: 'stall' });
  await rig.note(0);
  await pause(1000);
  const longest = await rig.phone.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = performance.now();
        let worst = 0;
        let frames = 0;
        const frame = (at: number): void => {
          worst = Math.max(worst, at - last);
          last = at;
          if ((frames += 1) < 60) requestAnimationFrame(frame);
          else resolve(worst);
        };
        requestAnimationFrame(frame);
      }),
  );
  await rig.converge(60_000);
  rig.proxy.heal();
  return rig.judge(longest < 500 ? [] : [`a frame took ${Math.round(longest)} ms while an answer hung`], { longestFrameMs: Math.round(longest) });
};

export const captivePortal: Mode = async (rig) => {
  const complaints = await waitUnder(rig, { kind: 'portal' }, 2500);
  await heal(rig);
  return rig.judge(complaints);
};

export const bursts: Mode = async (rig, isWhole) => {
  const statuses = [500, 502, 503, 429];
  let asked = 0;
  rig.proxy.spoil((request) => (isCommand(request) ? { kind: 'status', status: statuses[(asked += 1) % statuses.length] ?? 503, body: { code: 'internal', status: 503, retry: 'later', title: '' } } : undefined));
  const from = commandsIn(rig).length;
  for (const at of [0, 1, 2]) await rig.note(at);
  await pause(isWhole ? 60_000 : 6000);
  const times = commandsIn(rig).slice(from).map(({ at }) => at);
  const late = times.slice(5);
  const window = late.length < 2 ? 0 : ((late.at(-1) ?? 0) - (times[4] ?? 0)) / 1000;
  const most = Math.ceil(window / 5) + 3; // three rows, one attempt each at the most when a pause ends
  const complaints = late.length > most ? [`${late.length} attempts in ${window.toFixed(0)} s after five failures`] : [];
  await heal(rig);
  await insist(rig);
  return rig.judge(complaints, { attempts: times.length });
};

export const signedOutMidQueue: Mode = async (rig) => {
  await rig.phone.context.clearCookies();
  for (const at of [0, 1, 0]) await rig.note(at);
  await pause(1500);
  const rows = await rig.phone.rows();
  const complaints = rows.filter(({ state }) => state === 'waiting' || state === 'sending').length === 3 ? [] : ['a row did not survive the 401'];
  if (!(await rig.phone.page.getByText('Votre session est terminée').isVisible())) complaints.push('nothing says that the session has ended');
  await rig.signIn();
  await heal(rig);
  return rig.judge(complaints);
};

export const refusedInTheMiddle: Mode = async (rig) => {
  const { name = '' } = rig.visits[0]?.visit ?? {};
  await rig.note(1);
  await rig.phone.enqueue('visit.resume', { visit: name });
  await rig.note(1);
  await rig.note(2);
  const rows = await rig.converge();
  const refused = rows.filter(({ state }) => state === 'refused');
  const complaints = refused.length === 1 && refused[0]?.refusal !== undefined ? [] : [`${refused.length} rows were refused`];
  await rig.phone.page.evaluate(`(async () => { const { queue } = ${FIELD}; for (const row of queue.refused) await queue.discard(row.counter); })()`);
  return rig.judge(complaints, { code: refused[0]?.refusal?.code });
};

export const editedMeanwhile: Mode = async (rig) => {
  const { name = '' } = rig.visits[2]?.visit ?? {};
  await rig.phone.context.setOffline(true);
  const text = await rig.note(2);
  const visit = await rig.office<{ modified: string; crew: object[]; plannedStart: string; durationMinutes: number }>(`/v1/visits/${name}`);
  const moved = new Date(Date.parse(visit.plannedStart) + 15 * 60_000).toISOString().replace('.000', '');
  await rig.office('/v1/commands', { method: 'POST', body: { id: crypto.randomUUID(), type: 'visit.plan', v: 1, at: now().toISOString(), payload: { visit: name, baseModified: visit.modified, crew: visit.crew, plannedStart: moved, durationMinutes: visit.durationMinutes } } });
  await rig.phone.context.setOffline(false);
  await heal(rig);
  const after = await rig.office<{ plannedStart: string }>(`/v1/visits/${name}`);
  return rig.judge(Date.parse(after.plannedStart) === Date.parse(moved) ? [] : [`the dispatcher's hour was overwritten while ${text} arrived`]);
};

/** Every piece of a photo breaks off at its beginning, breaks off at its end, and arrives without its receipt, before it comes through. */
function cutEveryPiece(rig: Rig): { readonly cuts: () => number; readonly pieces: () => number } {
  const attempts = new Map<string, number>();
  let cuts = 0;
  rig.proxy.spoil(({ method, path, headers, body }) => {
    if (method !== 'PATCH' || !path.startsWith('/v1/uploads/')) return undefined;
    const piece = String(headers['upload-offset']);
    const attempt = attempts.get(piece) ?? 0;
    attempts.set(piece, attempt + 1);
    const fault = ([{ kind: 'cut', afterBytes: 1 }, { kind: 'cut', afterBytes: body.length - 1 }, { kind: 'drop-response' }] as const)[attempt];
    cuts += fault === undefined ? 0 : 1;
    return fault;
  });
  return { cuts: () => cuts, pieces: () => attempts.size };
}

export const photoCut: Mode = async (rig, isWhole) => {
  const seen = cutEveryPiece(rig);
  const sha256 = await rig.phone.keepPhoto(isWhole ? 1100 : 800);
  const { name = '' } = rig.visits[1]?.visit ?? {};
  await rig.phone.enqueue('visit.step', { visit: name, record: { step: 'chaos-photo', done: true, photo: sha256, at: now().toISOString() } });
  await rig.note(1);
  await insist(rig);
  rig.proxy.heal();
  const rows = await rig.converge();
  const refusal = rows.find(({ state }) => state === 'refused')?.refusal?.code;
  const arrived = await rig.digestOf(`/v1/blobs/${sha256}`);
  const complaints = [
    ...(refusal === undefined ? [] : [`the photo's step was refused: ${refusal}`]),
    ...(arrived === sha256 ? [] : [`the hub holds ${arrived} instead of ${sha256}`]),
    ...(seen.cuts() >= 3 * seen.pieces() && seen.pieces() > 1 ? [] : [`${seen.cuts()} cuts in ${seen.pieces()} pieces`]),
  ];
  return rig.judge(complaints, { cuts: seen.cuts(), pieces: seen.pieces() });
};
