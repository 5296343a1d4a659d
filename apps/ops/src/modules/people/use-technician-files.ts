import { computed, ref } from 'vue';
import type { CommandPayload, TechnicianFile } from '@gigafibre/contracts';
import { readSkillGrid } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { plain } from './sheet/skill-cells.ts';

export type Profile = Omit<CommandPayload<'technician.profile'>, 'technician' | 'baseModified'>;

/** Technicians’ files: how they are reached and for whom they work. */
export function useTechnicianFiles() {
  const asked = useAsk((signal) => readSkillGrid(signal));
  const text = ref('');
  const edited = ref<string>();
  const { give, isSending, problem } = useCommand('technician.profile');
  const files = computed(() => asked.data.value?.technicians ?? []);
  const shown = computed(() => files.value.filter(({ displayName, name, mobile }) => plain(`${displayName} ${name} ${mobile}`).includes(plain(text.value))));
  const open = computed(() => files.value.find(({ name }) => name === edited.value));
  useLive((event) => event.type === 'technician.profiled', () => void asked.reload());
  void asked.reload();

  function edit(file: TechnicianFile): void {
    problem.value = undefined;
    edited.value = file.name;
  }
  async function save(changed: Profile): Promise<void> {
    const file = open.value;
    if (file === undefined) return;
    const answer = Object.keys(changed).length === 0 ? true : await give({ technician: file.name, baseModified: file.modified, ...changed });
    if (answer === undefined && problem.value?.code !== 'document_changed') return;
    await asked.reload();
    if (answer !== undefined) edited.value = undefined;
  }
  return { text, shown, files, open, edit, close: () => void (edited.value = undefined), save, isSending, problem, phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
