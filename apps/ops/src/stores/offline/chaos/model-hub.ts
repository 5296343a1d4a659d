import type { ProblemCode } from '@gigafibre/contracts';
import { PROBLEMS } from '@gigafibre/contracts';
import type { Random } from '@gigafibre/kernel';
import type { Reply, StoredCommand } from '../queue-ports.ts';

/** What the hub did, in the order in which it did it. */
export interface Effect {
  readonly id: string;
  readonly technician: string;
  /** What the deed is called by the person who did it; unique. */
  readonly tag: string;
  readonly visit: string;
  readonly serial: string | undefined;
}

interface Known {
  readonly fingerprint: string;
  readonly v: number;
  readonly name: string;
  readonly seq: number;
}

const SILENCE: Reply = { kind: 'silence' };
export const json = (status: number, body: unknown, contentType = 'application/json', retryAfter = ''): Reply => ({ kind: 'answer', status, contentType, retryAfter, body });
export const problem = (code: ProblemCode): Reply => {
  const { status, title, retry } = PROBLEMS[code];
  return json(status, { type: `/problems/${code}`, title, status, code, retry }, 'application/problem+json');
};

const text = (command: StoredCommand, key: string): string | undefined => (typeof command.payload[key] === 'string' ? command.payload[key] : undefined);
/** The photo that a command speaks of. */
export const photoOf = (command: StoredCommand): string | undefined => (command.payload['record'] as { photo?: string } | undefined)?.photo;

/**
 * The hub as the queue may count on it (ADR 0003, 0004): the effect carries the command's id, then the id is remembered with the
 * answer, then the answer leaves; it can die between any two of them, and refuses an id that comes back as another deed.
 */
export function createModelHub(random: Random) {
  const effects: Effect[] = [];
  const known = new Map<string, Known>();
  const photos = new Set<string>();
  const breaches: string[] = [];
  const state = { isUp: true, version: 1, deaths: 0 };
  let made = 0;

  const dies = (): boolean => {
    if (state.deaths === 0 || random() > 0.15) return false;
    state.deaths -= 1;
    state.isUp = false;
    return true;
  };
  const answer = (command: StoredCommand, { name, seq }: Known, replayed: boolean): Reply => json(200, { id: command.id, type: command.type, subject: { doctype: 'Dispatch Visit', name }, seq, replayed });

  function refusalOf(command: StoredCommand): Reply | undefined {
    const refs = JSON.stringify(command.payload);
    if (refs.includes('local:')) {
      breaches.push(`a name of the device reached the hub: ${refs}`);
      return problem('not_found');
    }
    const photo = photoOf(command);
    if (photo !== undefined && !photos.has(photo)) breaches.push(`a command came before its photo: ${String(text(command, 'text'))}`);
    return command.payload['refused'] === true ? problem('visit_transition_refused') : undefined;
  }

  /** The effect first, then the memory of it: whoever dies between the two finds the effect done when the command comes again. */
  function done(command: StoredCommand, technician: string, fingerprint: string): Reply {
    const isDone = effects.some(({ id }) => id === command.id);
    if (!isDone) effects.push({ id: command.id, technician, tag: text(command, 'text') ?? '', visit: text(command, 'visit') ?? '', serial: text(command, 'serial') });
    if (dies()) return SILENCE;
    const seq = effects.findIndex(({ id }) => id === command.id) + 1;
    const name = command.type === 'visit.add' ? `VIS-N${String((made += 1))}` : (text(command, 'visit') ?? 'VIS');
    const now: Known = { fingerprint, v: command.v, seq, name };
    known.set(command.id, now);
    return dies() ? SILENCE : answer(command, now, false);
  }
  function perform(command: StoredCommand, technician: string): Reply {
    const fingerprint = JSON.stringify(command.payload);
    const before = known.get(command.id);
    if (before !== undefined) return before.v !== command.v || before.fingerprint === fingerprint ? answer(command, before, true) : problem('command_reused');
    if (command.v > state.version) return problem('command_unknown');
    return refusalOf(command) ?? done(command, technician, fingerprint);
  }

  return {
    effects,
    breaches,
    state,
    take: (command: StoredCommand, technician: string): Reply => (state.isUp && !dies() ? perform(command, technician) : SILENCE),
    takePhoto(sha256: string): Reply {
      if (!state.isUp) return SILENCE;
      photos.add(sha256);
      return json(201, { sha256, bytes: 1, mediaType: 'image/jpeg' });
    },
  };
}

export type ModelHub = ReturnType<typeof createModelHub>;
