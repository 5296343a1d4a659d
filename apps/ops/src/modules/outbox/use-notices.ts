import { computed } from 'vue';
import type { NoticeKind } from '@gigafibre/contracts';
import { readNotices, readSurveys, setNotice } from '../../api/messages-office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useDeed } from '../../app/use-deed.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { useSessionStore } from '../../stores/session.ts';

/** Which notices customers get by themselves, and what they thought of our visits. */
export function useNotices() {
  const session = useSessionStore();
  const asked = useAsk(readNotices);
  const surveys = useAsk(readSurveys);
  const { isBusy, problem, attempt } = useDeed();
  useLive((event) => event.type === 'notice.set', () => void asked.reload());
  useLive((event) => event.type === 'survey.answered', () => void surveys.reload());
  void asked.reload();
  void surveys.reload();
  async function turn(kind: NoticeKind, isOn: boolean): Promise<void> {
    const changed = await attempt(() => setNotice(kind, isOn));
    if (changed !== undefined) asked.data.value = changed;
  }
  return {
    ...{ isBusy, problem, turn, phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) },
    notices: computed(() => asked.data.value?.notices ?? []),
    answers: computed(() => surveys.data.value?.answers ?? []),
    canTurn: computed(() => session.hasRole('admin')),
  };
}
