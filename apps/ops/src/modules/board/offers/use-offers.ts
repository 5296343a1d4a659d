import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { OffersSetting, PlanningOffers } from '@gigafibre/contracts';
import { followLive } from '../../../api/events.ts';
import { ApiProblem } from '../../../api/http.ts';
import { dismissOffer, readOffers, setOffers } from '../../../api/planning.ts';
import { useSessionStore } from '../../../stores/session.ts';

const EVERY_MS = 60_000;

/**
 * Plans that were looked for because something happened (R60): read when a search ends, every minute, and when asked.
 * @param isCarrying while a visit is in hand, nothing new is shown.
 */
export function useOffers(isCarrying: () => boolean) {
  const session = useSessionStore();
  const read = shallowRef<PlanningOffers>();
  const shown = shallowRef<PlanningOffers['offers']>([]);
  const isSaving = ref(false);
  const canSet = computed(() => session.hasRole('admin'));
  const mayLook = computed(() => session.hasRole('admin') || session.hasRole('dispatcher'));

  /** What cannot be read now is asked again; what was shown stays. */
  async function taking(ask: () => Promise<PlanningOffers>): Promise<boolean> {
    try {
      read.value = await ask();
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      return false;
    }
  }
  async function look(): Promise<void> {
    if (mayLook.value) await taking(() => readOffers());
  }
  const dismiss = (run: string): Promise<boolean> => taking(() => dismissOffer(run));
  async function set(setting: OffersSetting): Promise<void> {
    isSaving.value = true;
    await taking(() => setOffers(setting));
    isSaving.value = false;
  }

  watch(
    [read, isCarrying],
    ([found, isBusy]) => {
      if (!isBusy) shown.value = found?.offers ?? [];
    },
  );
  const feed = followLive((signal) => {
    if (signal.topic === 'planning' && signal.run.state !== 'running' && signal.run.state !== 'queued') void look();
  });
  const timer = window.setInterval(() => void look(), EVERY_MS);
  void look();
  onScopeDispose(() => {
    window.clearInterval(timer);
    feed.close();
  });
  return { shown, setting: computed(() => read.value?.setting), canSet, isSaving, look, dismiss, set };
}

export type OffersState = ReturnType<typeof useOffers>;
