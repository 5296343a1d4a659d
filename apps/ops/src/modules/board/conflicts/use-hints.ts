import { computed, onScopeDispose, shallowRef } from 'vue';
import type { PlaceHint } from '@gigafibre/contracts';
import { ApiProblem } from '../../../api/http.ts';
import { readHints } from '../../../api/positions.ts';
import { useSessionStore } from '../../../stores/session.ts';
import type { BoardState } from '../use-board.ts';

const EVERY_MS = 60_000;

/** Arrivals and departures that positions suggest and nobody has declared; what has been declared since is no longer shown. */
export function useHints(board: Pick<BoardState, 'visits'>) {
  const session = useSessionStore();
  const read = shallowRef<readonly PlaceHint[]>([]);
  const mayLook = computed(() => session.hasRole('admin') || session.hasRole('dispatcher'));

  async function look(): Promise<void> {
    if (!mayLook.value) return;
    try {
      read.value = (await readHints()).hints;
    } catch (cause) {
      // a guess without an answer is no guess
      if (!(cause instanceof ApiProblem)) throw cause;
      read.value = [];
    }
  }
  const isStill = ({ kind, visit }: PlaceHint): boolean => {
    const status = board.visits.get(visit)?.status;
    const isThere = status === 'on-site' || status === 'paused';
    return status !== undefined && (kind === 'left' ? isThere : !isThere && status !== 'done' && status !== 'failed' && status !== 'cancelled');
  };
  const hints = computed(() => read.value.filter(isStill));
  void look();
  const timer = window.setInterval(() => void look(), EVERY_MS);
  onScopeDispose(() => window.clearInterval(timer));
  return { hints, look };
}
