import { computed } from 'vue';
import { readProcedures } from '../../api/procedures.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';

/** Every procedure, with its version and the job types that follow it. */
export function useProcedures() {
  const asked = useAsk(readProcedures);
  useLive((event) => event.type.startsWith('procedure.'), () => void asked.reload());
  void asked.reload();
  return { procedures: computed(() => asked.data.value?.procedures ?? []), ...asked, ...useReadAge(asked) };
}
