import { computed, ref } from 'vue';
import type { CommandPayload, StaffMember } from '@gigafibre/contracts';
import { readStaff } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';

export type OfficeRoles = CommandPayload<'staff.roles'>['roles'];

/** Accounts of the office: who may do what, and who may come in. Technicians come by their link and are not among them. */
export function useStaff() {
  const asked = useAsk((signal) => readStaff(signal));
  const roles = useCommand('staff.roles');
  const access = useCommand('staff.access');
  const edited = ref<string>();
  const people = computed(() => (asked.data.value?.people ?? []).filter(({ technician, roles: held }) => technician === null && held.some((role) => role !== 'technician')));
  const open = computed(() => people.value.find(({ user }) => user === edited.value));
  useLive((event) => event.type === 'staff.roles-changed' || event.type === 'staff.access-changed', () => void asked.reload());
  void asked.reload();

  const problem = computed(() => roles.problem.value ?? access.problem.value);
  const clear = (): void => {
    roles.problem.value = undefined;
    access.problem.value = undefined;
  };
  function edit({ user }: StaffMember): void {
    clear();
    edited.value = user;
  }
  async function setRoles(chosen: OfficeRoles): Promise<void> {
    const person = open.value;
    if (person === undefined) return;
    const answer = await roles.give({ user: person.user, baseModified: person.modified, roles: chosen });
    await asked.reload();
    if (answer !== undefined) edited.value = undefined;
  }
  async function setAccess({ user, modified }: StaffMember, isEnabled: boolean): Promise<void> {
    clear();
    await access.give({ user, baseModified: modified, isEnabled });
    await asked.reload();
  }
  return { people, open, edit, close: () => void (edited.value = undefined), setRoles, setAccess, problem, isSending: computed(() => roles.isSending.value || access.isSending.value), phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
