import { computed, onScopeDispose, shallowRef } from 'vue';
import type { PlaceHint, VisitStatus } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readOwnHints } from '../../api/positions.ts';

const EVERY_MS = 60_000;

/** Does a guess still say something that the visit does not say itself? */
export const isNews = ({ kind }: Pick<PlaceHint, 'kind'>, status: VisitStatus): boolean => (kind === 'left' ? status === 'on-site' || status === 'paused' : status === 'planned' || status === 'confirmed' || status === 'en-route');

/** What this technician's own position suggests of a visit: offered, never done for him. Without a network there is no guess. */
export function usePlaceHint(visit: () => { readonly name: string; readonly status: VisitStatus } | undefined) {
  const hints = shallowRef<readonly PlaceHint[]>([]);
  async function look(): Promise<void> {
    if (document.visibilityState !== 'visible' || visit() === undefined) return;
    try {
      hints.value = (await readOwnHints()).hints;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      hints.value = [];
    }
  }
  void look();
  const timer = window.setInterval(() => void look(), EVERY_MS);
  onScopeDispose(() => window.clearInterval(timer));
  return computed(() => {
    const asked = visit();
    return asked === undefined ? undefined : hints.value.find((hint) => hint.visit === asked.name && isNews(hint, asked.status));
  });
}
