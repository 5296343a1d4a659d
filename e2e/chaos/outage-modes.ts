/** What happens behind the hub: reliability 2.3, modes 22 and 23. The hub and its ERP are two processes here. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SeenRequest } from '../../packages/testkit/src/fault-proxy.ts';
import { atAnotherTime, insist } from './hands.ts';
import type { Rig, Verdict } from './rig.ts';
import type { ErpApart } from './erp-apart.ts';

export type OutageMode = (rig: Rig, apart: ErpApart, isWhole: boolean) => Promise<Verdict>;

const DAY_MS = 86_400_000;
const complain = (finds: Readonly<Record<string, boolean>>): readonly string[] => Object.entries(finds).flatMap(([find, isSo]) => (isSo ? [find] : []));

export const erpDown: OutageMode = async (rig, apart, isWhole) => {
  apart.way.spoil(() => ({ kind: 'drop-request' }));
  const from = apart.way.seen.length;
  for (const at of [0, 1, 0]) await rig.note(at);
  await pause(isWhole ? 20_000 : 3000);
  const tried = apart.way.seen.length - from;
  // The next morning it is still down.
  await atAnotherTime(rig, DAY_MS, () => rig.note(1));
  const rows = await rig.phone.rows();
  const isUp = (await fetch(`${apart.origin()}/health/live`)).ok;
  apart.way.heal();
  await insist(rig);
  await rig.converge();
  return rig.judge(
    complain({
      'a row did not survive the outage': rows.filter(({ state }) => state === 'waiting' || state === 'sending').length !== 4,
      'the hub went down with its ERP': !isUp,
      'the ERP was never asked': tried === 0,
    }),
    { asked: tried },
  );
};

/** Deeds that change more than one document, and can be done once only. */
const deedAt = (turn: number): string => ['visit.depart', 'visit.arrive'][turn] ?? (turn % 2 === 0 ? 'visit.pause' : 'visit.resume');
const isWrite = ({ method, path }: SeenRequest): boolean => method !== 'GET' && path.startsWith('/api/resource/');

/** The hub dies at the n-th change it makes to the ERP: before the change arrives there, or after, with nothing written down of it. */
async function dieAtWrite(apart: ErpApart, at: number, when: 'before' | 'after'): Promise<boolean> {
  let writes = 0;
  const died = new Promise<boolean>((resolve) => {
    apart.way.spoil((request) => {
      if (!isWrite(request)) return undefined;
      writes += 1;
      if (writes < at) return undefined;
      if (writes === at) void apart.crash().then(() => resolve(true));
      return { kind: when === 'before' ? 'drop-request' : 'drop-response' };
    });
  });
  return Promise.race([died, pause(60_000, false)]);
}

export const hubCrashes: OutageMode = async (rig, apart, isWhole) => {
  const points = isWhole ? [1, 2, 3, 4] : [2];
  const { name = '' } = rig.visits[2]?.visit ?? {};
  let missed = 0;
  let crashes = 0;
  for (const at of points) {
    for (const when of ['before', 'after'] as const) {
      const died = dieAtWrite(apart, at, when);
      await rig.phone.enqueue(deedAt(crashes + missed), { visit: name });
      for (const visit of [0, 1, 0, 2]) await rig.note(visit);
      if (await died) crashes += 1;
      else missed += 1;
      apart.way.heal();
      if (await died) await rig.moveTo(await apart.restart());
      await insist(rig);
    }
  }
  const rows = await rig.converge();
  const refused = rows.filter(({ state }) => state === 'refused').map(({ command, refusal }) => `${command.type}: ${String(refusal?.code)}`);
  return rig.judge(complain({ [`the hub outlived ${String(missed)} points`]: missed > 0, [`done twice or never: ${refused.join(', ')}`]: refused.length > 0 }), { crashes });
};
