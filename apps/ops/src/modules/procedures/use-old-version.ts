import { ref, shallowRef } from 'vue';
import type { FlowTemplate } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readProcedureVersion } from '../../api/procedures.ts';

/** A version as it was published, opened beside the one in force. */
export function useOldVersion(name: () => string) {
  const isOpen = ref(false);
  const version = ref(0);
  const template = shallowRef<FlowTemplate>();
  const problem = shallowRef<ApiProblem>();

  async function open(wanted: number): Promise<void> {
    isOpen.value = true;
    version.value = wanted;
    template.value = undefined;
    problem.value = undefined;
    try {
      const answer = await readProcedureVersion(name(), wanted);
      if (version.value === wanted) template.value = answer;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
    }
  }
  return { isOpen, version, template, problem, open };
}
