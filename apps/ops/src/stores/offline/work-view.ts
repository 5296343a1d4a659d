import { NO_WORK } from '@gigafibre/contracts';
import type { ClockedAction, CommandPayload, DayVisit, PartLine, TalkLine, VisitWork } from '@gigafibre/contracts';
import type { StoredCommand } from './queue-ports.ts';

const CLOCKED: Readonly<Record<string, ClockedAction>> = { 'visit.depart': 'depart', 'visit.arrive': 'arrive', 'visit.pause': 'pause', 'visit.resume': 'resume', 'visit.complete': 'complete', 'visit.fail': 'fail' };

/** What a deed adds to a visit's work. Done on a picture that has it already, it adds nothing. */
type WorkChange = (work: VisitWork, command: StoredCommand) => VisitWork;

/** When it was done, by the hub's clock as far as the device knew it: what the hub has already is by that one too. */
const doneAt = ({ at, offsetMs = 0 }: StoredCommand): string => (offsetMs === 0 ? at : new Date(Date.parse(at) + offsetMs).toISOString());

const clocked: WorkChange = (work, command) => {
  const { id, type } = command;
  const action = CLOCKED[type];
  return action === undefined || work.deeds.some((deed) => deed.command === id) ? work : { ...work, deeds: [...work.deeds, { command: id, action, at: doneAt(command) }] };
};

/** The words and the unit are the catalogue's; the screen looks them up. */
const parted: WorkChange = (work, { payload }) => {
  const { item, serial = null, quantity, rateCents = null } = payload as CommandPayload<'visit.part'>;
  const isLike = (line: PartLine): boolean => line.item === item && line.serial === serial;
  const known = work.parts.find(isLike);
  const line: PartLine = { label: known?.label ?? '', unit: known?.unit ?? '', item, serial, quantity, rateCents: rateCents ?? known?.rateCents ?? null };
  const lines = known === undefined ? [...work.parts, line] : work.parts.map((each) => (isLike(each) ? line : each));
  return { ...work, parts: lines.filter((each) => each.quantity > 0) };
};

const timed: WorkChange = (work, { payload }) => {
  const { kind, minutes, reason } = payload as CommandPayload<'visit.time'>;
  return { ...work, fixes: [...work.fixes.filter((fix) => fix.kind !== kind), { kind, minutes, reason }] };
};

const signed: WorkChange = (work, { at, payload }) => {
  const { textSha256, signer, photo } = payload as CommandPayload<'visit.sign'>;
  return { ...work, signature: { textSha256, at, signer, photo, refusal: null } };
};

const unsigned: WorkChange = (work, { at, payload }) => {
  const { textSha256, reason } = payload as CommandPayload<'visit.unsigned'>;
  return { ...work, signature: { textSha256, at, signer: null, photo: null, refusal: reason } };
};

/** A line that is not sent yet has no place in the log: it stands last. */
const said: WorkChange = (work, command) => {
  const at = doneAt(command);
  const { text } = command.payload as CommandPayload<'visit.say'>;
  const isLike = (line: TalkLine): boolean => line.side === 'field' && line.text === text && Date.parse(line.at) === Date.parse(at);
  if (work.talk.lines.some(isLike)) return work;
  return { ...work, talk: { ...work.talk, lines: [...work.talk.lines, { seq: 0, at, side: 'field', by: '', text }] } };
};

const heard: WorkChange = (work, { payload }) => {
  const { upTo } = payload as CommandPayload<'visit.heard'>;
  return { ...work, talk: { ...work.talk, heardByField: Math.max(work.talk.heardByField, upTo) } };
};

const CHANGES: Readonly<Record<string, WorkChange>> = {
  ...Object.fromEntries(Object.keys(CLOCKED).map((type) => [type, clocked])),
  'visit.part': parted, 'visit.time': timed, 'visit.sign': signed, 'visit.unsigned': unsigned, 'visit.say': said, 'visit.heard': heard,
};

/** The visit with what one deed adds to its work: parts, time, signature, talk. */
export function withWork(found: DayVisit, command: StoredCommand): DayVisit {
  const change = CHANGES[command.type];
  return change === undefined ? found : { ...found, work: change(found.work ?? NO_WORK, command) };
}
