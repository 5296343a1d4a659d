import type { Device } from './device.ts';
import type { Effect, ModelHub } from './model-hub.ts';

/** Something that a person did on the phone. */
export interface Deed {
  readonly tag: string;
  readonly technician: string;
  /** The screen has said that it is kept. */
  isKept: boolean;
  /** The person has given it up, knowing that it was refused. */
  isGivenUp: boolean;
  local?: string;
}

export interface Verdict {
  /** Kept, and never done: nowhere, or stuck for ever. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Done before something that came first within its lane. */
  readonly reordered: readonly string[];
  /** Kept and seen in the queue, then gone without having been done or refused. */
  readonly vanished: readonly string[];
  /** Whatever else may never happen: a stranger's session, a command before its photo, one id for two deeds. */
  readonly breaches: readonly string[];
  /** How long the phone chose to wait each time, in milliseconds. */
  readonly waits: readonly number[];
}

interface World {
  readonly hub: ModelHub;
  readonly device: Device;
  readonly deeds: readonly Deed[];
}

/** What the model's network asks for by Retry-After: nobody's own choice. */
const ASKED_MS = 120_000;

/** A deed keeps its name through its corrections. */
const deedOf = ({ tag }: Effect): string => tag.split('+')[0] ?? '';

/** Kept deeds that have not arrived although nothing of theirs was refused: the others' refusals must not hold them up. */
async function stuck({ hub, device, deeds }: World): Promise<string[]> {
  const done = new Set(hub.effects.map(deedOf));
  const excused = new Set<string>();
  for (const technician of new Set(deeds.map((deed) => deed.technician))) {
    const rows = (await device.disk.rows(technician)).filter((row) => row.state !== 'acknowledged');
    const blockedLanes = new Set<string>();
    const blocked = new Set<number>();
    for (const row of rows) {
      const isBlocked = row.state === 'refused' || blockedLanes.has(row.lane) || row.dependsOn.some((counter) => blocked.has(counter));
      if (!isBlocked) continue;
      blocked.add(row.counter);
      blockedLanes.add(row.lane);
      excused.add(String(row.command.payload['text']).split('+')[0] ?? '');
    }
  }
  return deeds.filter((deed) => deed.isKept && !deed.isGivenUp && !done.has(deed.tag) && !excused.has(deed.tag)).map(({ tag }) => `${tag} is held up by nothing of its own`);
}

function inversions(effects: readonly Effect[], device: Device, of: (effect: Effect) => string | undefined): string[] {
  const last = new Map<string, number>();
  return effects.flatMap((effect) => {
    const entity = of(effect);
    const counter = device.state.seen.get(effect.tag);
    if (entity === undefined || counter === undefined) return [];
    const key = `${effect.technician} ${entity}`;
    const before = last.get(key) ?? 0;
    last.set(key, Math.max(before, counter));
    return counter < before ? [`${effect.tag} after what came later (${entity})`] : [];
  });
}

function missing({ hub, device, deeds }: World, inStore: ReadonlySet<string>): { lost: string[]; vanished: string[] } {
  const done = new Set(hub.effects.map(deedOf));
  const gone = deeds.filter((deed) => deed.isKept && !deed.isGivenUp && !done.has(deed.tag)).map(({ tag }) => tag);
  const isVanished = (tag: string): boolean => device.state.seen.has(tag) && !inStore.has(tag);
  return { lost: gone.filter((tag) => !isVanished(tag)), vanished: gone.filter(isVanished) };
}

async function all(world: World, stuckBefore: readonly string[]): Promise<Verdict> {
  const { hub, device, deeds } = world;
  const inStore = new Set<string>();
  for (const technician of new Set(deeds.map((deed) => deed.technician))) for (const row of await device.disk.rows(technician)) inStore.add(String(row.command.payload['text']).split('+')[0] ?? '');
  const { lost, vanished } = missing(world, inStore);
  const tags = hub.effects.map(({ tag }) => tag);
  return {
    lost: [...new Set([...lost, ...stuckBefore])],
    vanished,
    doubled: tags.filter((tag, at) => tags.indexOf(tag) !== at),
    reordered: [...inversions(hub.effects, device, ({ visit }) => (visit === '' ? undefined : visit)), ...inversions(hub.effects, device, ({ serial }) => serial)],
    breaches: [...hub.breaches, ...device.state.breaches],
    waits: [...device.state.waits.values()].filter((wait) => wait > 0 && wait !== ASKED_MS),
  };
}

export const judge = { stuck, all };
