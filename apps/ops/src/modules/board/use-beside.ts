import type { Ref } from 'vue';
import { useHints } from './conflicts/use-hints.ts';
import { useLateness } from './conflicts/use-lateness.ts';
import { useNextVisits } from './conflicts/use-next-visits.ts';
import { usePeople } from './people/use-people.ts';
import { useProposal } from './proposal/use-proposal.ts';
import type { BoardState } from './use-board.ts';
import type { BoardViewState } from './use-board-view.ts';
import { useHistory } from './use-history.ts';
import type { BoardPlan } from './use-plan.ts';
import type { useSentences } from './use-sentences.ts';

interface BesideParts {
  readonly board: BoardState;
  readonly plan: BoardPlan;
  readonly sentences: ReturnType<typeof useSentences>;
  readonly viewing: BoardViewState;
  readonly now: Readonly<Ref<number>>;
}

/** What runs beside the board: a search for a better plan, the delays to expect, the people, and what failed visits leave to do. */
export function useBeside({ board, plan, sentences, viewing, now }: BesideParts) {
  const history = useHistory();
  const proposal = useProposal({ days: () => viewing.days.value, nameOf: sentences.technicianName, remember: (deeds) => history.did(deeds), refresh: board.readSoon });
  const people = usePeople(board, plan, now);
  const late = useLateness(() => viewing.today.value);
  const hints = useHints(board);
  const followUps = useNextVisits(board);
  return { proposal, people, late, hints, followUps };
}
