import { computed, onScopeDispose, reactive, watch } from 'vue';
import { DEVICE_CARD_NAMES } from '@gigafibre/contracts';
import type { DeviceCard, DeviceCardName } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readDeviceCard } from '../../api/phone.ts';
import { useFieldStore } from '../../stores/field/index.ts';
import { keptCards } from './kept-cards.ts';

/** One of the seven cards, as it stands: what is known, since when, and what became of the last asking. */
export interface CardState<Which extends DeviceCardName = DeviceCardName> {
  card: DeviceCard<Which> | undefined;
  /** When it was read, epoch milliseconds. */
  at: number | undefined;
  isReading: boolean;
  hasFailed: boolean;
}
export type CardStates = { readonly [Which in DeviceCardName]: CardState<Which> };

const blank = (): CardState => ({ card: undefined, at: undefined, isReading: false, hasFailed: false });
const isRefusal = ({ code }: ApiProblem): boolean => code === 'equipment_elsewhere' || code === 'equipment_unknown';

/** The cards of one device (R43): each from the kept day at once, then from the hub, failing and asked again by itself. */
export function useDeviceCards(serial: () => string) {
  const field = useFieldStore();
  const states = reactive(Object.fromEntries(DEVICE_CARD_NAMES.map((which) => [which, blank()]))) as { [Which in DeviceCardName]: CardState };
  /** The hub's word that this device is not to be looked at; its city, where it is another customer's. */
  const refusal = reactive<{ code: string | undefined; city: string }>({ code: undefined, city: '' });
  let asked = 0;

  async function read(which: DeviceCardName): Promise<void> {
    const [mine, state] = [asked, states[which]];
    state.isReading = true;
    try {
      const card = await readDeviceCard(serial(), which);
      if (mine === asked) Object.assign(state, { card, at: Date.now(), hasFailed: false });
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (mine !== asked) return;
      if (isRefusal(problem)) Object.assign(refusal, { code: problem.code, city: typeof problem.facts['city'] === 'string' ? problem.facts['city'] : '' });
      else state.hasFailed = true;
    } finally {
      if (mine === asked) state.isReading = false;
    }
  }

  function open(): void {
    asked += 1;
    Object.assign(refusal, { code: undefined, city: '' });
    const kept = keptCards(field.day.day, serial());
    const at = field.day.snapshot?.readAt;
    for (const which of DEVICE_CARD_NAMES) {
      const card = kept?.[which];
      Object.assign(states[which], blank(), card === undefined ? {} : { card, at });
      void read(which);
    }
  }
  watch(serial, open, { immediate: true });
  const back = (): void => {
    for (const which of DEVICE_CARD_NAMES) if (states[which].hasFailed) void read(which);
  };
  window.addEventListener('online', back);
  onScopeDispose(() => {
    asked += 1;
    window.removeEventListener('online', back);
  });
  return { states: states as unknown as CardStates, refusal: computed(() => refusal), retry: (which: DeviceCardName) => void read(which) };
}
