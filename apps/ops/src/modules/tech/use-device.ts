import { computed, ref, shallowRef, watchEffect } from 'vue';
import { ApiProblem } from '../../api/http.ts';
import { readDevice } from '../../api/phone.ts';
import type { DeviceAnswer } from '@gigafibre/contracts';
import { useFieldStore } from '../../stores/field/index.ts';
import { findDevice } from './find-device.ts';

/** One device: at once from the kept day, then from the hub where it can be reached. */
export function useDevice(serial: () => string) {
  const field = useFieldStore();
  const answer = shallowRef<DeviceAnswer>();
  const isLooking = ref(false);
  const local = computed(() => findDevice(field.day.day, serial(), undefined));

  async function look(code: string): Promise<void> {
    isLooking.value = true;
    try {
      answer.value = await readDevice(code);
    } catch (problem) {
      // Without an answer the kept day is what there is to show.
      if (!(problem instanceof ApiProblem)) throw problem;
    } finally {
      isLooking.value = false;
    }
  }
  watchEffect(() => void look(serial()));

  const card = computed(() => (answer.value !== undefined && 'card' in answer.value ? answer.value.card : undefined));
  const kept = computed(() => (local.value !== undefined && 'device' in local.value ? local.value.device : undefined));
  return {
    isLooking,
    card,
    device: computed(() => card.value?.equipment ?? kept.value),
    elsewhere: computed(() => (answer.value?.found === 'elsewhere' ? answer.value.city : undefined)),
  };
}
