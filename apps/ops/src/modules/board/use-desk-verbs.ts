import { useI18n } from 'vue-i18n';
import type { VisitCard } from '@gigafibre/contracts';
import { useProblem } from '../../app/use-problem.ts';
import { announce, announceProblem } from '../../ui/announce.ts';
import type { BoardState } from './use-board.ts';
import type { HandState } from './use-hand.ts';
import { useMoves, type MoveNotice, type Placing } from './use-moves.ts';
import type { BoardPlan } from './use-plan.ts';
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
      announce(t(`board.notice.${notice.kind}`, { customer: notice.visit?.customerName ?? '' }));
      return;
    }
    const { visit, problem, who } = notice;
    const isTheirs = problem.code === 'document_changed' && who !== undefined;
    announceProblem(isTheirs ? t('board.notice.changedBy', { who, customer: visit.customerName }) : t('board.notice.refused', { customer: visit.customerName, reason: problemWords(problem) }));
  }

  const sayWithUndo = (message: string): void => announce(message, { label: t('board.actions.undo'), act: () => void moves.undo() });
  const latest = (visit: VisitCard): VisitCard => board.visits.get(visit.name) ?? visit;

  /** What breaks a rule is placed all the same, for people know more than rules do; but never in silence. */
  async function place(visit: VisitCard, placing: Placing, warning?: string): Promise<void> {
    const card = latest(visit);
    if (!(await moves.place(card, placing))) return;
    const technician = plan.allRows.value.find((row) => row.technician.name === placing.technician)?.technician.displayName ?? placing.technician;
    const done = t('board.notice.placed', { customer: card.customerName, technician, start: sentences.times.value.clock(placing.startSeconds) });
    sayWithUndo(warning === undefined ? done : `${done} — ${warning}`);
  }

  async function unassign(visit: VisitCard): Promise<void> {
    const card = latest(visit);
    if (card.status === 'unassigned') return;
    if (await moves.unassign(card)) sayWithUndo(t('board.notice.unassigned', { customer: card.customerName }));
  }

  /** Lets go of what is in hand where it is. */
  function drop(): void {
    const [worst] = hand.verdict.value?.violations ?? [];
    const held = hand.release();
    if (held === undefined || held.landing.on === 'nothing') return;
    if (held.landing.on === 'tray') {
      void unassign(held.visit);
      return;
    }
    const { technician, startSeconds, durationSeconds } = held.landing;
    const placing = { technician, startSeconds, durationMinutes: Math.round(durationSeconds / 60), from: held.from };
    void place(held.visit, placing, worst === undefined ? undefined : sentences.say(worst));
  }

  return { moves, place, unassign, drop };
}
