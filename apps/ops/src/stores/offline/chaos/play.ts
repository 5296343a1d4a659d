import type { UseStore } from 'idb-keyval';
import type { CommandPayload, CommandType } from '@gigafibre/contracts';
import { mulberry32, type Random } from '@gigafibre/kernel';
import { createDevice, type Device, type Tab } from './device.ts';
import { judge, type Deed, type Verdict } from './judge.ts';
import { createMemoryStore } from './memory-store.ts';
import { createModelHub, type ModelHub } from './model-hub.ts';
import { SOUND, type Rig } from './rig.ts';
import { createScheduler, pick, type Scheduler } from './scheduler.ts';

const VISITS = ['VIS-1', 'VIS-2', 'VIS-3'];
const SERIALS = ['TPLG1A2B3C4D', 'ZTEG00AA11BB'];
const DAY_MS = 86_400_000;
const MOST_STEPS = 4000;

interface Play {
  readonly scheduler: Scheduler;
  readonly hub: ModelHub;
  readonly device: Device;
  readonly random: Random;
  readonly deeds: Deed[];
  tabs: Tab[];
}

export interface Options {
  readonly rig?: Rig;
  /** How many things happen before everything heals; drawn when left out. */
  readonly actions?: number | undefined;
  /** What the phone keeps things in: memory when left out. */
  readonly openStore?: () => UseStore;
}

const nudge = ({ queue }: Tab, { device }: Play): void =>
  void queue.drain().then(
    ({ nextAt }) => {
      if (nextAt !== undefined) device.state.waits.set(nextAt, nextAt - device.state.now);
    },
    () => undefined,
  );

/** A deed as somebody does it: mostly on a visit of the day, sometimes on one that this phone has just made. */
function drawDeed({ random, deeds, device }: Play, tag: string): { readonly type: CommandType; readonly payload: Readonly<Record<string, unknown>> } {
  const made = deeds.flatMap((deed) => (deed.local !== undefined && deed.technician === device.state.technician ? [deed.local] : []));
  const visit = random() < 0.4 ? (pick(made, random) ?? pick(VISITS, random)) : pick(VISITS, random);
  const refused = random() < 0.12 ? { refused: true } : {};
  const kind = random();
  if (kind < 0.12) return { type: 'visit.add', payload: { job: pick(['JOB-1', 'JOB-2'], random), text: tag, ...refused } };
  if (kind < 0.27) return { type: 'equipment.link', payload: { visit, serial: pick(SERIALS, random), text: tag, ...refused } };
  if (kind < 0.4) return { type: 'visit.step', payload: { visit, text: tag, record: { photo: String(deeds.length % 10).repeat(64) }, ...refused } };
  if (kind < 0.48) return { type: 'visit.pause', payload: { visit, text: tag, ...refused } };
  return { type: 'visit.note', payload: { visit, text: tag, ...refused } };
}

function enqueue(play: Play, tab: Tab): void {
  const tag = `d${String(play.deeds.length + 1)}`;
  const { type, payload } = drawDeed(play, tag);
  const deed: Deed = { tag, technician: tab.technician, isKept: false, isGivenUp: false };
  play.deeds.push(deed);
  // The model's hub understands more than the contracts allow: a tag on everything, and deeds that it refuses.
  void tab.queue.enqueue(type, payload as CommandPayload<typeof type>).then(
    (item) => {
      deed.isKept = true;
      if (type === 'visit.add') deed.local = `local:${item.command.id}`;
      nudge(tab, play);
    },
    () => undefined,
  );
}

/** Somebody looks at the list of what was refused, and settles one of them. */
async function settleOne(play: Play, tab: Tab): Promise<void> {
  const refused = (await tab.queue.items()).filter((item) => item.state === 'refused');
  const item = pick(refused, play.random);
  if (item === undefined) return;
  const tag = String(item.command.payload['text']);
  const deed = play.deeds.find((each) => each.tag === tag.split('+')[0]);
  if (item.refusal?.code === 'command_reused') play.hub.breaches.push(`one id for two deeds: ${tag}`);
  const isOrphan = item.refusal?.code === 'local_orphan';
  if (play.random() < 0.5 && !isOrphan) await tab.queue.correct(item.counter, { ...item.command.payload, refused: false, text: `${tag}+` });
  else {
    // What replaces it is a new deed in its place; the old one is given up, knowingly.
    if (deed !== undefined) deed.isGivenUp = true;
    const isOnVisit = item.lane.startsWith('VIS-');
    await tab.queue.discard(item.counter, isOnVisit && play.random() < 0.5 ? { type: 'visit.note', payload: { visit: item.lane, text: `${tag}+given up` } } : undefined);
  }
}

const chance = (random: Random, odds: number): boolean => random() < odds;
const JUMPS = [-DAY_MS, 365 * DAY_MS, -3_600_000, 40 * DAY_MS];

/** What happens besides the waiting things, each with its weight: people, batteries, clocks, releases, sessions, the hub. */
const HAPPENINGS: readonly (readonly [weight: number, act: (play: Play, tab: Tab) => Promise<void> | void])[] = [
  [38, enqueue],
  [18, (play, tab) => nudge(tab, play)],
  [10, ({ device, random }) => {
    device.state.now += Math.floor(random() * 400_000);
  }],
  [4, ({ device, random }) => {
    device.state.now += pick(JUMPS, random) ?? 0;
  }],
  [8, end],
  [4, (play, tab) => {
    if (play.tabs.length < 3) play.tabs.push(play.device.openTab(tab.release));
  }],
  [3, ({ device }) => {
    device.state.isSignedIn = false;
  }],
  [3, returnToWork],
  [3, (play, tab) => void settleOne(play, tab).catch(() => undefined)],
  [2, (_, tab) => void tab.queue.retry().catch(() => undefined)],
  [2, ({ hub }, tab) => void tab.queue.forget(hub.effects.length).catch(() => undefined)],
  [2, ({ hub }) => {
    hub.state.deaths = 2;
  }],
  [1, ({ hub }) => {
    hub.state.isUp = true;
  }],
  [2, handOver],
];
const ALL = HAPPENINGS.reduce((sum, [weight]) => sum + weight, 0);

async function happen(play: Play): Promise<void> {
  const tab = pick(play.tabs, play.random);
  if (tab === undefined) {
    play.tabs.push(play.device.openTab(chance(play.random, 0.5) ? 1 : 0));
    return;
  }
  let draw = play.random() * ALL;
  const drawn = HAPPENINGS.find(([weight]) => (draw -= weight) < 0);
  await drawn?.[1](play, tab);
}

async function end(play: Play, tab: Tab): Promise<void> {
  play.tabs = play.tabs.filter((each) => each !== tab);
  await play.device.kill(tab);
}

function returnToWork({ device, tabs }: Play): void {
  device.state.isSignedIn = true;
  for (const { queue } of tabs) queue.resume();
}

/** Another technician takes the phone, or another release of the app is opened, or an older one again. */
async function handOver(play: Play): Promise<void> {
  for (const tab of play.tabs) await play.device.kill(tab);
  play.tabs = [];
  await play.device.signIn(play.random() < 0.6 ? 'TECH-002' : 'TECH-001');
}

async function untilIdle({ scheduler }: Play): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) if (!(await scheduler.step())) return;
  throw new Error('The queue never comes to rest.');
}

async function drainOften(play: Play, tab: Tab, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    nudge(tab, play);
    await untilIdle(play);
    play.device.state.now += 400_000;
  }
}

/** The network, the session, the hub and the phone’s battery come back; nobody has looked at the list yet. */
async function heal(play: Play): Promise<void> {
  const { device, hub } = play;
  for (const tab of play.tabs) await device.kill(tab);
  play.tabs = [];
  Object.assign(hub.state, { isUp: true, deaths: 0, version: 2 });
  for (const arrive of device.air.splice(0)) arrive();
}

const technicians = (play: Play): string[] => [...new Set(play.deeds.map(({ technician }) => technician))];

/** Opens the newest release for each technician in turn and lets everything leave that can. */
async function converge(play: Play, settles: boolean): Promise<void> {
  for (const technician of technicians(play)) {
    await play.device.signIn(technician);
    const tab = play.device.openTab(1);
    await drainOften(play, tab, 3);
    while (settles && (await play.device.disk.rows(technician)).some((row) => row.state === 'refused')) {
      await Promise.all([settleOne(play, tab), untilIdle(play)]);
      await drainOften(play, tab, 2);
    }
    await play.device.kill(tab);
  }
}

/** Plays the schedule of one seed and judges what came of it. */
export async function play(seed: number, { rig = SOUND, actions, openStore = createMemoryStore }: Options = {}): Promise<Verdict> {
  const random = mulberry32(seed);
  let isFoul = true;
  const worst = random() * 0.7;
  const scheduler = createScheduler(random);
  const hub = createModelHub(random);
  const device = createDevice({ scheduler, hub, random, rig, weather: () => (isFoul ? worst : 0), store: openStore() });
  const own: Play = { scheduler, hub, device, random, deeds: [], tabs: [device.openTab(0)] };
  const length = actions ?? 20 + Math.floor(random() * 60);
  for (let action = 0; action < length; action += 1) {
    await happen(own);
    for (let step = Math.floor(random() * 6); step > 0; step -= 1) await scheduler.step();
    if (device.air.length > 0 && chance(random, 0.2)) device.air.shift()?.();
  }
  isFoul = false;
  await heal(own);
  await converge(own, false);
  const stuck = await judge.stuck(own);
  await converge(own, true);
  return judge.all(own, stuck);
}
