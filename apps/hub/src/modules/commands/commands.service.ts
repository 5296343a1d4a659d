import Value from 'typebox/value';
import { COMMAND_ROLES, COMMAND_TYPES, commandSchema, pathOfUnstorable, Problem, type Actor, type Command, type CommandAnswer, type CommandBatchAnswer, type CommandType, type FieldProblem, type HubEvent, type Principal, type ProblemBody, type Role } from '@gigafibre/contracts';
import { byOurClock } from './device-clock.ts';
import { canonicalJson, type Clock } from '@gigafibre/kernel';
import type { CommandLog, Deed, EventDraft, Executor, Executors, Person } from './commands.ports.ts';

/** An id of a command that was done before, given again for another deed or by another person. */
export interface Reuse {
  readonly command: string;
  readonly type: string;
  readonly by: Person;
  readonly subject: HubEvent['subject'];
  readonly firstBy: string;
}

interface CommandParts {
  readonly log: CommandLog;
  readonly executors: Executors;
  readonly clock: Clock;
  /** A digest of a text, short enough to keep beside the event. */
  readonly digest: (text: string) => string;
  /** Told of an id that came again and stood for something else: a fault of an app, or somebody's attempt. */
  readonly onReused: (reuse: Reuse) => Promise<void>;
}

export type GiveCommand = (principal: Principal, body: unknown) => Promise<CommandAnswer>;

/** Takes a command, does it exactly once however often it comes, and answers the same each time. */
export function createCommandService({ log, executors, clock, digest, onReused }: CommandParts): GiveCommand {
  return async (principal, body) => {
    const person = proved(principal);
    const command = byOurClock(readCommand(body), clock());
    refuseOtherRoles(person, command.type);
    const fingerprint = digest(canonicalJson({ type: command.type, payload: command.payload }));
    return log.alone({ command: command.id, lane: laneOf(command) }, async () => {
      const done = await log.find(command.id);
      if (done.length > 0) {
        const own = ownEvent(done);
        if (isSameDeed(command, own, { person, fingerprint })) return replayOf(command, own, done);
        await onReused({ command: command.id, type: command.type, by: person, subject: own.subject, firstBy: own.actor.user });
        throw new Problem('command_reused');
      }
      const deed = await perform(executors, command, { person, now: clock() });
      const seq = await log.append(deed.events.map((draft, at) => eventOf(draft, command, { person, facts: at === 0 ? { fingerprint, v: command.v, modified: deed.modified ?? null } : {} })));
      return answerOf(command, deed, seq);
    });
  };
}

/** What a command must not be done beside: others on the same visit, job or technician. */
function laneOf({ id, type, payload }: Command): string {
  if ('visit' in payload) return payload.visit;
  if ('job' in payload && payload.job !== null) return payload.job;
  if ('procedure' in payload) return payload.procedure;
  if (type.startsWith('staff.')) return 'staff'; // two administrators must not take the last role from each other
  return 'technician' in payload ? payload.technician : id;
}

interface GivenBatch {
  readonly principal: Principal;
  readonly commands: readonly { readonly id: string }[];
  readonly tell: (error: unknown) => ProblemBody;
}

/** Gives every command, in the order given as far as they share a visit; one that is refused leaves the others alone. */
export async function giveEach(give: GiveCommand, { principal, commands, tell }: GivenBatch): Promise<CommandBatchAnswer> {
  const lines = await Promise.all(
    commands.map(async (command) => {
      try {
        return { id: command.id, answer: await give(principal, command), problem: null };
      } catch (error) {
        return { id: command.id, answer: null, problem: tell(error) };
      }
    }),
  );
  return { lines };
}

function proved(principal: Principal): Person {
  if (principal.kind === 'anonymous') throw new Problem('not_signed_in');
  return principal;
}

/** @throws {Problem} `command_unknown` for a type of another version of the hub, `invalid_request` with the paths of what does not fit. */
export function readCommand(body: unknown): Command {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  if (typeof type !== 'string') throw new Problem('invalid_request', { errors: [{ path: '/type', message: 'must be a command type' }] });
  if (!isCommandType(type) || isOfAnotherVersion(body)) throw new Problem('command_unknown', { facts: { type: type.slice(0, 80) } });
  const schema = commandSchema(type);
  if (!Value.Check(schema, body)) throw new Problem('invalid_request', { errors: fieldProblems(Value.Errors(schema, body)) });
  if (!isDated((body as Command).at)) throw new Problem('invalid_request', { errors: [{ path: '/at', message: 'must be an instant of our era' }] });
  const unstorable = pathOfUnstorable(body);
  if (unstorable !== undefined) throw new Problem('invalid_request', { errors: [{ path: unstorable, message: 'holds a character that cannot be stored' }] });
  return body as Command;
}

const OUR_ERA = Date.parse('0001-01-01T00:00:00Z');
/** The pattern lets pass a month 13 and a year nought, which no calendar and no database has. */
const isDated = (at: string): boolean => Date.parse(at) >= OUR_ERA;

/** Written by an app that is ahead of this hub: it keeps until the hub has caught up. */
const isOfAnotherVersion = (body: unknown): boolean => typeof body === 'object' && body !== null && 'v' in body && typeof body.v === 'number' && body.v !== 1;

const isCommandType = (type: string): type is CommandType => (COMMAND_TYPES as readonly string[]).includes(type);

const fieldProblems = (errors: readonly { instancePath: string; message: string }[]): FieldProblem[] =>
  errors.slice(0, 20).map(({ instancePath, message }) => ({ path: instancePath === '' ? '/' : instancePath, message }));

function refuseOtherRoles(person: Person, type: CommandType): void {
  if (person.kind === 'system') return;
  const roles: readonly Role[] = person.kind === 'technician' ? ['technician'] : person.roles;
  if (!COMMAND_ROLES[type].some((role) => roles.includes(role))) throw new Problem('forbidden', { facts: { command: type } });
}

function perform(executors: Executors, command: Command, given: { person: Person; now: ReturnType<Clock> }): Promise<Deed> {
  // The registry pairs each type with its executor; the compiler cannot follow the pair through a union.
  const executor = executors[command.type] as Executor<CommandType>;
  return executor({ command, ...given });
}

/** The command's own event; a message it captured may stand before it. */
function ownEvent(events: readonly HubEvent[]): HubEvent {
  const own = events.find(({ facts }) => 'fingerprint' in facts);
  if (own === undefined) throw new Problem('internal');
  return own;
}

/** A phone that was updated between two tries writes the same deed in another version: only the same version is compared word by word. */
function isSameDeed(command: Command, own: HubEvent, given: { person: Person; fingerprint: string }): boolean {
  const isSameVersion = (own.facts['v'] ?? 1) === command.v;
  return own.actor.user === given.person.user && (!isSameVersion || own.facts['fingerprint'] === given.fingerprint);
}

function replayOf(command: Command, own: HubEvent, events: readonly HubEvent[]): CommandAnswer {
  const modified = own.facts['modified'];
  return { id: command.id, type: command.type, subject: own.subject, ...(typeof modified === 'string' && { modified }), seq: events.at(-1)?.seq ?? own.seq, replayed: true };
}

const answerOf = (command: Command, deed: Deed, seq: number): CommandAnswer => ({
  id: command.id,
  type: command.type,
  subject: deed.subject,
  ...(deed.modified !== undefined && { modified: deed.modified }),
  seq,
  replayed: false,
});

const eventOf = (draft: EventDraft, command: Command, given: { person: Person; facts: Record<string, unknown> }): Omit<HubEvent, 'seq' | 'at'> => ({
  ...draft,
  doneAt: command.at,
  actor: actorOf(given.person),
  command: command.id,
  facts: { ...draft.facts, ...given.facts },
});

export const actorOf = (person: Person): Actor => ({ kind: person.kind, user: person.user, displayName: person.displayName });
