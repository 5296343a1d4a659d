import type { SANDBOX_TURNS } from '@gigafibre/contracts';
import { simulateDelivery } from '../../api/office.ts';
import { useDeed } from '../../app/use-deed.ts';

/** Plays the vendor for one message at a time; the screen hears of the outcome as it would of a real one. */
export function useSimulation() {
  const { isBusy, problem, attempt } = useDeed();
  const play = async (id: string, turn: (typeof SANDBOX_TURNS)[number]): Promise<void> => {
    await attempt(() => simulateDelivery(id, turn));
  };
  return { isBusy, problem, play };
}
