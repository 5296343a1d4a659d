import { computed, ref, shallowReactive, shallowRef } from 'vue';
import type { AcceptedLine, PlanningAccept, PlanningCause, PlanningScope, ProposedMove } from '@gigafibre/contracts';
import { newCommandId } from '../../../api/commands.ts';
import { ApiProblem } from '../../../api/http.ts';
import { acceptRun } from '../../../api/planning.ts';
import type { Deed } from '../history.ts';
import { ghostsOf, groupMoves, openMoves } from './proposal.ts';
import { useRun } from './use-run.ts';

/** How long to search again what was found by itself. */
const SEARCH_SECONDS = 5;

interface ProposalParts {
  readonly days: () => { readonly date: string; readonly days: number };
  readonly nameOf: (technician: string) => string;
  /** What was accepted is one gesture: one undo takes it back. */
  readonly remember: (deeds: readonly Deed[]) => void;
  readonly refresh: () => void;
}

/** What a search is asked: everything, or a part of it, and why. */
export interface Asked {
  readonly cause: PlanningCause;
  readonly scope?: Pick<PlanningScope, 'technicians' | 'visits'>;
  readonly seconds: number;
}

export type Part = { readonly technicians: readonly string[] } | { readonly visits: readonly string[] } | 'all';

const partOf = (part: Part): Omit<PlanningAccept, 'id'> => {
  if (part === 'all') return {};
  return 'technicians' in part ? { technicians: [...part.technicians] } : { visits: [...part.visits] };
};

/** « Proposer »: a search beside the board, its difference from the board, and what people do with each line (R60). */
export function useProposal({ days, nameOf, remember, refresh }: ProposalParts) {
  const search = useRun();
  const { run } = search;
  const isAccepting = ref(false);
  const refusals = shallowReactive(new Map<string, AcceptedLine>());
  /** Lines a person does not want: gone from the diff, still in the list. */
  const declined = shallowReactive(new Set<string>());
  const acceptProblem = shallowRef<ApiProblem>();

  let last: Asked | undefined;

  function beginAnew(asked: Asked): void {
    last = asked;
    declined.clear();
    refusals.clear();
    acceptProblem.value = undefined;
  }

  async function start(asked: Asked): Promise<void> {
    const { cause, scope = {}, seconds } = asked;
    beginAnew(asked);
    const { date, days: count } = days();
    await search.start({ scope: { from: date, days: count, ...scope }, cause, seconds });
  }

  /** Opens what was found without anybody asking. */
  async function show(id: string, cause: PlanningCause): Promise<void> {
    beginAnew({ cause, seconds: SEARCH_SECONDS });
    await search.show(id);
  }

  const again = (): void => {
    if (last !== undefined) void start(last);
  };

  const proposal = computed(() => run.value?.proposal ?? undefined);
  const open = computed<ProposedMove[]>(() => (proposal.value === undefined ? [] : openMoves(proposal.value).filter(({ visit }) => !declined.has(visit) && !refusals.has(visit))));
  const groups = computed(() => groupMoves(proposal.value?.moves ?? [], nameOf));
  const ghosts = computed(() => ghostsOf(open.value));

  async function accept(part: Part): Promise<readonly AcceptedLine[]> {
    const id = run.value?.id;
    if (id === undefined || isAccepting.value) return [];
    isAccepting.value = true;
    acceptProblem.value = undefined;
    try {
      // What was declined must stay out of « everything ».
      const wanted = part === 'all' && declined.size > 0 ? { visits: open.value.map(({ visit }) => visit) } : part;
      const { lines } = await acceptRun(id, { id: newCommandId(), ...partOf(wanted) });
      for (const line of lines) if (line.result === 'refused') refusals.set(line.visit, line);
      remember(lines.filter(({ result }) => result === 'accepted').map(({ visit, command }) => ({ visit, command })));
      await search.look();
      refresh();
      return lines;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      acceptProblem.value = cause;
      return [];
    } finally {
      isAccepting.value = false;
    }
  }

  const problem = computed(() => acceptProblem.value ?? search.problem.value);
  return { ...search, problem, proposal, groups, open, ghosts, declined, refusals, isAccepting, start, show, again, accept };
}

export type ProposalState = ReturnType<typeof useProposal>;
