import type { CommandAnswer } from '@gigafibre/contracts';
import type { QueueRow, Reply, Sender, StoredCommand } from '../queue-ports.ts';
import { upgradeCommand } from '../versions.ts';
import { json } from './model-hub.ts';
import { SOUND, type Rig } from './rig.ts';

const WEEK_MS = 7 * 86_400_000;

const acceptedBy = (command: StoredCommand): Reply => {
  const answer: CommandAnswer = { id: command.id, type: command.type, subject: { doctype: 'Dispatch Visit', name: 'VIS' }, seq: 1, replayed: false };
  return json(200, answer);
};
/** A sender that takes an answer of the hub for another. */
const reading = (isTaken: (reply: Reply) => boolean, as: (command: StoredCommand) => Reply): Rig['sender'] => (sender) => ({
  ...sender,
  async command(command): Promise<Reply> {
    const reply = await sender.command(command);
    return isTaken(reply) ? as(command) : reply;
  },
});
/** A store that gives its rows back with something changed or left out. */
const showing = (shown: (rows: QueueRow[], around: Parameters<Rig['storage']>[1]) => QueueRow[]): Rig['storage'] => (storage, around) => ({ ...storage, rows: async (technician) => shown(await storage.rows(technician), around) });
/** What is left out is gone for good. */
const dropping = (isDropped: (row: QueueRow, around: Parameters<Rig['storage']>[1]) => boolean): Rig['storage'] => (storage, around) => ({
  ...storage,
  async rows(technician) {
    const rows = await storage.rows(technician);
    const gone = rows.filter((row) => isDropped(row, around));
    for (const row of gone) await storage.change(technician, row.counter, () => undefined);
    return rows.filter((row) => !gone.includes(row));
  },
});
const isStatus = (from: number, until: number) => (reply: Reply): boolean => reply.kind === 'answer' && reply.status >= from && reply.status < until;

/** Removes the row, then sends: what the popular queues do. */
const removeBeforeAck: Rig['sender'] = (sender, { storage, technician }): Sender => ({
  ...sender,
  async command(command) {
    const row = (await storage.rows(technician)).find((each) => each.command.id === command.id);
    if (row !== undefined) await storage.change(technician, row.counter, () => undefined);
    return sender.command(command);
  },
});

/** Each try is a new command: the hub cannot know that it has done it. */
const noIdempotency: Rig['sender'] = (sender, { newId }): Sender => ({
  ...sender,
  async command(command) {
    const reply = await sender.command({ ...command, id: newId() });
    const isAnswer = reply.kind === 'answer' && typeof reply.body === 'object' && reply.body !== null && 'seq' in reply.body;
    return isAnswer ? { ...reply, body: { ...reply.body, id: command.id } } : reply;
  },
});

/** Only the tab that sends writes to the store; the others keep what is done there in memory until they send themselves. */
const followerLosesWrites: Rig['storage'] = (storage, { isSender }) => {
  const memory: Parameters<typeof storage.append>[] = [];
  return {
    ...storage,
    async append(technician, make) {
      if (isSender()) return storage.append(technician, make);
      memory.push([technician, make]);
      return make(0, { rows: [], names: new Map() });
    },
    async rows(technician) {
      if (isSender()) for (const [owner, make] of memory.splice(0)) await storage.append(owner, make);
      return storage.rows(technician);
    },
  };
};

/** A correction, or the next thing done, goes under an id that was used before. */
function keyReuse(next: () => string): () => string {
  let last: string | undefined;
  let made = 0;
  return () => {
    made += 1;
    last = last === undefined || made % 5 !== 0 ? next() : last;
    return last;
  };
}

/** Commands that speak of what this phone has just made do not wait for its real name. */
const tempIdLeak: Rig['storage'] = (storage) => ({ ...storage, append: (technician, make) => storage.append(technician, (counter, before) => ({ ...make(counter, before), dependsOn: [] })) });

const logoutWipesQueue: Rig['leave'] = async (_store, storage, technician) => {
  for (const row of await storage.rows(technician)) await storage.change(technician, row.counter, () => undefined);
};

/** The twelve seeded defects: each is the queue of production with one collaborator that does what it must not. */
export const MUTANTS: Readonly<Record<string, Rig>> = {
  'removes a command before the hub has acknowledged it': { ...SOUND, sender: removeBeforeAck },
  'gives each try an id of its own': { ...SOUND, sender: noIdempotency },
  'drops a command when the session has ended': { ...SOUND, sender: reading(isStatus(401, 402), acceptedBy) },
  'takes a server’s fault for success': { ...SOUND, sender: reading(isStatus(500, 600), acceptedBy) },
  'keeps the deeds of a tab that does not send in memory': { ...SOUND, storage: followerLosesWrites },
  'lets one refusal hold up every visit': { ...SOUND, storage: showing((rows) => rows.map((row) => ({ ...row, lane: 'one' }))) },
  'drops what is older than a week': { ...SOUND, storage: dropping((row, { now }) => row.state === 'waiting' && now() - Date.parse(row.command.at) > WEEK_MS) },
  'uses an id again for another deed': { ...SOUND, newId: keyReuse },
  'sends a name that only this phone knows': { ...SOUND, storage: tempIdLeak },
  'waits without chance between tries': { ...SOUND, random: () => () => 0.999 },
  'drops what this release cannot read': { ...SOUND, storage: dropping((row, { versions }) => row.state === 'waiting' && upgradeCommand(row.command, versions) === undefined) },
  'empties the queue when the technician signs out': { ...SOUND, leave: logoutWipesQueue },
};
