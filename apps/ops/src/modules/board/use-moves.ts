import { visitStatusAfter, type Command, type CommandAnswer, type VisitCard } from '@gigafibre/contracts';
import { command, sendCommand } from '../../api/commands.ts';
import { ApiProblem } from '../../api/http.ts';
import type { Deed } from './history.ts';
import type { BoardState } from './use-board.ts';
import { useHistory, type Direction } from './use-history.ts';
import { createVisitLanes } from './visit-lanes.ts';

/** Where a visit goes: to a person and a time. `from` is the person it is taken from; others of the crew stay. */
export interface Placing {
  readonly technician: string;
  readonly startSeconds: number;
  readonly durationMinutes: number;
  readonly from: string | null;
  /** Exactly these people, when somebody said who comes along. */
  readonly crew?: VisitCard['crew'];
}

/** One change of one visit: how it looks at once, and the command that makes it so. */
export interface Change {
  readonly before: VisitCard;
  readonly shown: VisitCard;
  readonly envelopeFor: (stamp: string) => Command;
}

export type MoveNotice =
  | { readonly kind: 'refused'; readonly visit: VisitCard; readonly problem: ApiProblem; readonly who: string | undefined }
  | { readonly kind: Direction; readonly visit: VisitCard | undefined; readonly count: number };

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** From the tray the crew is new; else the person it is taken from is replaced, in the same role. */
export function crewAfter(card: VisitCard, { technician, from }: Pick<Placing, 'technician' | 'from'>): VisitCard['crew'] {
  if (from === null) return [{ technician, role: 'lead' }];
  const role = card.crew.find((member) => member.technician === from)?.role ?? 'lead';
  return [{ technician, role }, ...card.crew.filter((member) => member.technician !== from && member.technician !== technician)];
}

/** Somebody more on the crew: the first leads, the others help; nobody twice. */
export const crewWith = (card: VisitCard, technician: string): VisitCard['crew'] =>
  card.crew.some((member) => member.technician === technician) ? card.crew : [...card.crew, { technician, role: card.crew.length === 0 ? 'lead' : 'helper' }];

/** Somebody less; the lead passes to whoever comes next. */
export function crewWithout(card: VisitCard, technician: string): VisitCard['crew'] {
  const rest = card.crew.filter((member) => member.technician !== technician);
  return rest.some(({ role }) => role === 'lead') ? rest : rest.map((member, at) => (at === 0 ? { ...member, role: 'lead' } : member));
}

const planned = (before: VisitCard, next: Pick<VisitCard, 'crew' | 'durationMinutes'> & { readonly plannedStart: string }): Change => ({
  before,
  shown: { ...before, ...next, status: visitStatusAfter(before.status, 'plan') ?? before.status },
  envelopeFor: (baseModified) => command('visit.plan', { visit: before.name, baseModified, crew: next.crew, plannedStart: next.plannedStart, durationMinutes: next.durationMinutes }),
});

type Plain = 'visit.unplan' | 'visit.confirm' | 'visit.pin' | 'visit.unpin';
const plain = (type: Plain, before: VisitCard, seen: Partial<VisitCard>): Change => ({ before, shown: { ...before, ...seen }, envelopeFor: (baseModified) => command(type, { visit: before.name, baseModified }) });

/** The changes a dispatcher makes, not sent yet. */
export const CHANGES = {
  place: (card: VisitCard, placing: Placing): Change => planned(card, { crew: placing.crew ?? crewAfter(card, placing), plannedStart: instant(placing.startSeconds), durationMinutes: placing.durationMinutes }),
  resize: (card: VisitCard, durationMinutes: number): Change => ({ before: card, shown: { ...card, durationMinutes }, envelopeFor: (baseModified) => command('visit.resize', { visit: card.name, baseModified, durationMinutes }) }),
  crew: (card: VisitCard, crew: VisitCard['crew']): Change => ({ before: card, shown: { ...card, crew }, envelopeFor: (baseModified) => command('visit.crew', { visit: card.name, baseModified, crew }) }),
  unassign: (card: VisitCard): Change => plain('visit.unplan', card, { crew: [], plannedStart: null, status: 'unassigned' }),
  confirm: (card: VisitCard): Change => plain('visit.confirm', card, { status: 'confirmed' }),
  pin: (card: VisitCard): Change => plain(card.pinned ? 'visit.unpin' : 'visit.pin', card, { pinned: !card.pinned }),
  cancel: (card: VisitCard): Change => ({ before: card, shown: { ...card, status: 'cancelled' }, envelopeFor: () => command('visit.cancel', { visit: card.name }) }),
} as const;

/** Sends a change that is shown already, and puts the card back as it was when the hub refuses. */
function useOptimism(board: BoardState, notify: (notice: MoveNotice) => void) {
  const inLane = createVisitLanes(board.held);

  function refused(card: VisitCard, cause: unknown): void {
    if (!(cause instanceof ApiProblem)) throw cause;
    notify({ kind: 'refused', visit: card, problem: cause, who: board.lastChange.get(card.name)?.actor.displayName });
  }

  async function deliver({ before, envelopeFor }: Change): Promise<CommandAnswer> {
    const answer = await sendCommand(envelopeFor(board.visits.get(before.name)?.modified ?? before.modified));
    const now = board.visits.get(before.name);
    if (now !== undefined && answer.modified !== undefined) board.visits.set(before.name, { ...now, modified: answer.modified });
    return answer;
  }

  async function send(change: Change): Promise<Deed | undefined> {
    const { before, shown } = change;
    board.visits.set(before.name, shown);
    try {
      const answer = await inLane(before.name, () => deliver(change));
      return { visit: before.name, command: answer.id };
    } catch (cause) {
      board.visits.set(before.name, before);
      refused(before, cause);
      return undefined;
    } finally {
      board.readSoon();
    }
  }

  return { send, inLane, refused };
}

const isDeed = (deed: Deed | undefined): deed is Deed => deed !== undefined;

/** Every change the dispatcher makes; what one gesture changed is taken back by one undo (R05, F6). */
export function useMoves(board: BoardState, notify: (notice: MoveNotice) => void) {
  const { send, inLane, refused } = useOptimism(board, notify);
  const history = useHistory();

  /** Deeds on their way to the hub: what can be taken back is known when they have arrived. */
  let underWay: Promise<unknown> = Promise.resolve();

  /** Makes several changes in one gesture. @returns the names of the visits that the hub changed. */
  function make(changes: readonly Change[]): Promise<readonly string[]> {
    const kept = Promise.all(changes.map(send)).then((answers) => {
      const deeds = answers.filter(isDeed);
      history.did(deeds);
      return deeds.map(({ visit }) => visit);
    });
    underWay = Promise.allSettled([underWay, kept]);
    return kept;
  }

  /** What others changed meanwhile cannot be taken back, which is said; what the hub could not hear of yet is kept for later. */
  async function takeBack(past: Deed): Promise<{ readonly by?: Deed; readonly left?: Deed }> {
    const { visit } = past;
    try {
      const answer = await inLane(visit, () => sendCommand(command('visit.undo', past)));
      return { by: { visit, command: answer.id } };
    } catch (cause) {
      const card = board.visits.get(visit);
      if (card !== undefined) refused(card, cause);
      return cause instanceof ApiProblem && cause.retry === 'never' ? {} : { left: past };
    }
  }

  async function turn(direction: Direction): Promise<void> {
    const entry = history.next(direction);
    if (entry === undefined) return;
    const answers = await Promise.all(entry.toReversed().map(takeBack));
    const by = answers.map((answer) => answer.by).filter(isDeed);
    history.turned(direction, by, answers.map(({ left }) => left).filter(isDeed));
    await board.read();
    if (by.length > 0) notify({ kind: direction, visit: board.visits.get(entry[0]?.visit ?? ''), count: by.length });
  }

  let turning: Promise<void> = Promise.resolve();
  /** One step after the other, however fast the keys are, and never before the deed itself has arrived. */
  function inTurn(direction: Direction): Promise<void> {
    turning = turning.then(() => underWay).then(() => turn(direction));
    return turning;
  }

  const { canUndo, canRedo } = history;
  return { make, undo: () => inTurn('undone'), redo: () => inTurn('redone'), canUndo, canRedo };
}

export type BoardMoves = ReturnType<typeof useMoves>;
