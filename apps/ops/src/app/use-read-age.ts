import { computed, type Ref } from 'vue';
import type { ApiProblem } from '../api/http.ts';
import { useNow } from '../ui/use-now.ts';
import { useFormats } from './use-formats.ts';
import { useProblem } from './use-problem.ts';

interface Read {
  readAt: Readonly<Ref<number | undefined>>;
  problem: Readonly<Ref<ApiProblem | undefined>>;
  phase?: Readonly<Ref<string>>;
  total?: Readonly<Ref<number>>;
}

/** The words around something read: its age, why it could not be read again, how many there are. */
export function useReadAge({ readAt, problem, phase, total }: Read) {
  const formats = useFormats();
  const now = useNow();
  const sentence = useProblem();
  const age = computed(() => (readAt.value === undefined ? undefined : formats.value.age(readAt.value, now.value)));
  const reason = computed(() => (problem.value === undefined ? undefined : sentence(problem.value)));
  const count = computed(() => (total === undefined || phase?.value === 'loading' ? undefined : formats.value.number(total.value)));
  return { age, reason, count };
}
