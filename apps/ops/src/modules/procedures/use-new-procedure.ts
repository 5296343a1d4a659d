import { ref } from 'vue';
import { useRouter } from 'vue-router';
import type { CommandPayload } from '@gigafibre/contracts';
import { useCommand } from '../../app/use-command.ts';
import { useSessionStore } from '../../stores/session.ts';

/** Begins a procedure that does not exist yet, and goes on to write it. */
export function useNewProcedure() {
  const router = useRouter();
  const session = useSessionStore();
  const creating = useCommand('procedure.create');
  const isOpen = ref(false);

  async function create(payload: Omit<CommandPayload<'procedure.create'>, 'steps'>): Promise<void> {
    if ((await creating.give({ ...payload, steps: [] })) === undefined) return;
    isOpen.value = false;
    await router.push({ name: 'procedure', params: { name: payload.procedure } });
  }
  return { isOpen, create, canCreate: () => session.hasRole('admin'), isBusy: creating.isSending, problem: creating.problem };
}
