import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { VisitCard } from '@gigafibre/contracts';
import { useProblem } from '../../app/use-problem.ts';
import { announce, announceProblem, type Undo } from '../../ui/announce.ts';
import type { Carried } from './carrying.ts';
import type { BoardState } from './use-board.ts';
import type { HandState } from './use-hand.ts';
import { CHANGES, crewWith, crewWithout, useMoves, type Change, type MoveNotice, type Placing } from './use-moves.ts';
import type { BoardPlan } from './use-plan.ts';
import { isOutsidePromise } from './visit-facts.ts';
import type { useSentences } from './use-sentences.ts';

interface VerbParts {
  readonly board: BoardState;
  readonly plan: BoardPlan;
  readonly hand: HandState;
  readonly sentences: ReturnType<typeof useSentences>;
}

/** What the dispatcher does with a visit, each said in one line that can take it back. */
export function useDeskVerbs({ board, plan, hand, sentences }: VerbParts) {
  const { t } = useI18n();
  const problemWords = useProblem();
  const moves = useMoves(board, tell);

  function tell(notice: MoveNotice): void {
    if (notice.kind !== 'refused') {
      announce(notice.count > 1 ? t(`board.notice.${notice.kind}Many`, notice.count) : t(`board.notice.${notice.kind}`, { customer: notice.visit?.customerName ?? '' }));
      return;
    }
    const { visit, problem, who } = notice;
    const isTheirs = problem.code === 'document_changed' && who !== undefined;
    announceProblem(isTheirs ? t('board.notice.changedBy', { who, customer: visit.customerName }) : t('board.notice.refused', { customer: visit.customerName, reason: problemWords(problem) }));
  }

  /** The visit whose customer is to be told of a broken promise: the message opens, and nothing is sent by itself (F4). */
  const toTell = shallowRef<string>();
  const undo = (): Undo => ({ label: t('board.actions.undo'), act: () => void moves.undo() });
  const sayWithUndo = (message: string, ...others: readonly Undo[]): void => announce(message, ...others, undo());
  const latest = (visit: VisitCard): VisitCard => board.visits.get(visit.name) ?? visit;

  /** What breaks a rule is placed all the same, for people know more than rules do; but never in silence. */
  async function place(visit: VisitCard, placing: Placing, warning?: string, along: readonly Change[] = []): Promise<void> {
    const card = latest(visit);
    if ((await moves.make([CHANGES.place(card, placing), ...along])).length === 0) return;
    const technician = plan.allRows.value.find((row) => row.technician.name === placing.technician)?.technician.displayName ?? placing.technician;
    const done = t('board.notice.placed', { customer: card.customerName, technician, start: sentences.times.value.clock(placing.startSeconds) });
    const said = along.length === 0 ? done : `${done} ${t('board.notice.along', along.length)}`;
    const asks = isOutsidePromise(card, placing.startSeconds) ? [{ label: t('board.notice.tell'), act: () => (toTell.value = card.name) }] : [];
    sayWithUndo(warning === undefined ? said : `${said} — ${warning}`, ...asks);
  }

  /** Takes visits back to the tray: all in one gesture. */
  async function unassign(...visits: readonly VisitCard[]): Promise<void> {
    const cards = visits.map(latest).filter(({ status }) => status !== 'unassigned');
    const done = await moves.make(cards.map(CHANGES.unassign));
    if (done.length > 0) sayWithUndo(done.length > 1 ? t('board.notice.unassignedMany', done.length) : t('board.notice.unassigned', { customer: cards[0]?.customerName ?? '' }));
  }

  const nameOf = (technician: string): string => plan.allRows.value.find((row) => row.technician.name === technician)?.technician.displayName ?? technician;

  /** Who is on a visit, the time staying: somebody comes to help, or goes. */
  async function crew(visit: VisitCard, members: VisitCard['crew'], said: string): Promise<void> {
    if ((await moves.make([CHANGES.crew(latest(visit), members)])).length > 0) sayWithUndo(said);
  }
  const join = (visit: VisitCard, technician: string): Promise<void> => crew(visit, crewWith(latest(visit), technician), t('board.notice.joined', { customer: visit.customerName, technician: nameOf(technician) }));
  const leave = (visit: VisitCard, technician: string): Promise<void> => crew(visit, crewWithout(latest(visit), technician), t('board.notice.left', { customer: visit.customerName, technician: nameOf(technician) }));

  const placingOf = ({ technician, startSeconds, durationSeconds, from }: Carried): Placing => ({ technician, startSeconds, durationMinutes: Math.round(durationSeconds / 60), from });

  async function placeAll(carried: readonly Carried[], warning: string | undefined): Promise<void> {
    const done = await moves.make(carried.map((place) => CHANGES.place(latest(place.visit), placingOf(place))));
    const words = t('board.notice.placedMany', done.length);
    if (done.length > 0) sayWithUndo(warning === undefined ? words : `${words} — ${warning}`);
  }

  /** Lets go of what is in hand where it is. */
  function drop(): void {
    const [worst] = hand.verdict.value?.violations ?? [];
    const carried = hand.carried.value;
    const held = hand.release();
    const [first] = carried;
    if (held?.landing.on === 'tray') void unassign(held.visit, ...held.others);
    if (held?.landing.on !== 'row' || first === undefined) return;
    const warning = worst === undefined ? undefined : sentences.say(worst);
    if (held.landing.joins === true) void join(held.visit, held.landing.technician);
    else if (held.mode === 'resize') void moves.make([CHANGES.resize(latest(held.visit), placingOf(first).durationMinutes)]);
    else if (carried.length === 1) void place(held.visit, placingOf(first), warning);
    else void placeAll(carried, warning);
  }

  /** Confirming, pinning and cancelling, which need no words of their own but can be taken back. */
  const change = (kind: 'confirm' | 'pin' | 'cancel', ...visits: readonly VisitCard[]): Promise<unknown> => moves.make(visits.map((visit) => CHANGES[kind](latest(visit))));

  return { moves, toTell, place, unassign, join, leave, change, drop };
}
