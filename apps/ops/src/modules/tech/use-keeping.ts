import { ref } from 'vue';
import type { CommandPayload, CommandType } from '@gigafibre/contracts';
import { useFieldStore } from '../../stores/field/index.ts';

/** Keeps deeds in the phone's queue, and says when the device had no room for one. */
export function useKeeping() {
  const field = useFieldStore();
  const isFull = ref(false);

  /** @returns whether the device could keep it. */
  async function keep<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<boolean> {
    isFull.value = false;
    try {
      await field.queue.enqueue(type, payload);
      return true;
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem;
      isFull.value = true;
      return false;
    }
  }
  return { keep, isFull };
}
