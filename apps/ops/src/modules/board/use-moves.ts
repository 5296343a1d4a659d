import { visitStatusAfter, type Command, type CommandAnswer, type VisitCard } from '@gigafibre/contracts';
import { command, sendCommand } from '../../api/commands.ts';
import { ApiProblem } from '../../api/http.ts';
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

export type MoveNotice =
  | { readonly kind: 'refused'; readonly visit: VisitCard; readonly problem: ApiProblem; readonly who: string | undefined }
  | { readonly kind: Direction; readonly visit: VisitCard | undefined };

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** From the tray the crew is new; else the person it is taken from is replaced, in the same role. */
export function crewAfter(card: VisitCard, { technician, from }: Pick<Placing, 'technician' | 'from'>): VisitCard['crew'] {
  if (from === null) return [{ technician, role: 'lead' }];
  const role = card.crew.find((member) => member.technician === from)?.role ?? 'lead';
  return [{ technician, role }, ...card.crew.filter((member) => member.technician !== from && member.technician !== technician)];
}

/** Sends a change that is shown already, and puts the card back as it was when the hub refuses. */
function useOptimism(board: BoardState, notify: (notice: MoveNotice) => void) {
  const inLane = createVisitLanes(board.held);

  function refused(card: VisitCard, cause: unknown): void {
    if (!(cause instanceof ApiProblem)) throw cause;
    notify({ kind: 'refused', visit: card, problem: cause, who: board.lastChange.get(card.name)?.actor.displayName });
  }

  async function deliver(before: VisitCard, envelopeFor: (stamp: string) => Command): Promise<CommandAnswer> {
    const answer = await sendCommand(envelopeFor(board.visits.get(before.name)?.modified ?? before.modified));
    const now = board.visits.get(before.name);
    if (now !== undefined && answer.modified !== undefined) board.visits.set(before.name, { ...now, modified: answer.modified });
    return answer;
  }

  async function change(before: VisitCard, shown: VisitCard, envelopeFor: (stamp: string) => Command): Promise<CommandAnswer | undefined> {
    board.visits.set(before.name, shown);
    try {
      return await inLane(before.name, () => deliver(before, envelopeFor));
    } catch (cause) {
      board.visits.set(before.name, before);
      refused(before, cause);
      return undefined;
    } finally {
      board.readSoon();
    }
  }

  return { change, inLane, refused };
}

/** Every change the dispatcher makes, each of which can be taken back (R05, F6). */
export function useMoves(board: BoardState, notify: (notice: MoveNotice) => void) {
  const { change, inLane, refused } = useOptimism(board, notify);
  const history = useHistory();

  /** Deeds on their way to the hub: what can be taken back is known when they have arrived. */
  let underWay: Promise<unknown> = Promise.resolve();

  function remembered(visit: string, answer: Promise<CommandAnswer | undefined>): Promise<boolean> {
    const kept = answer.then((done) => {
      if (done !== undefined) history.did(visit, done.id);
      return done !== undefined;
    });
    underWay = Promise.allSettled([underWay, kept]);
    return kept;
  }

  function place(card: VisitCard, placing: Placing): Promise<boolean> {
    const crew = placing.crew ?? crewAfter(card, placing);
    const plannedStart = instant(placing.startSeconds);
    const { durationMinutes } = placing;
    const shown: VisitCard = { ...card, crew, plannedStart, durationMinutes, status: visitStatusAfter(card.status, 'plan') ?? card.status };
    return remembered(card.name, change(card, shown, (baseModified) => command('visit.plan', { visit: card.name, baseModified, crew, plannedStart, durationMinutes })));
  }

  function unassign(card: VisitCard): Promise<boolean> {
    const shown: VisitCard = { ...card, crew: [], plannedStart: null, status: 'unassigned' };
    return remembered(card.name, change(card, shown, (baseModified) => command('visit.unplan', { visit: card.name, baseModified })));
  }

  const confirm = (card: VisitCard): Promise<unknown> => change(card, { ...card, status: 'confirmed' }, (baseModified) => command('visit.confirm', { visit: card.name, baseModified }));
  const cancel = (card: VisitCard): Promise<unknown> => change(card, { ...card, status: 'cancelled' }, () => command('visit.cancel', { visit: card.name }));

  async function turn(direction: Direction): Promise<void> {
    const entry = history.next(direction);
    if (entry === undefined) return;
    try {
      const answer = await inLane(entry.visit, () => sendCommand(command('visit.undo', { visit: entry.visit, command: entry.command })));
      history.turned(direction, answer.id);
      await board.read();
      notify({ kind: direction, visit: board.visits.get(entry.visit) });
    } catch (cause) {
      if (cause instanceof ApiProblem && cause.retry === 'never') history.forget(entry.command);
      const card = board.visits.get(entry.visit);
      if (card !== undefined) refused(card, cause);
      board.readSoon();
    }
  }

  let turning: Promise<void> = Promise.resolve();
  /** One step after the other, however fast the keys are, and never before the deed itself has arrived. */
  function inTurn(direction: Direction): Promise<void> {
    turning = turning.then(() => underWay).then(() => turn(direction));
    return turning;
  }

  const { canUndo, canRedo } = history;
  return { place, unassign, confirm, cancel, undo: () => inTurn('undone'), redo: () => inTurn('redone'), canUndo, canRedo };
}

export type BoardMoves = ReturnType<typeof useMoves>;
