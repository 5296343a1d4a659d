import { computed, watch, type Ref } from 'vue';
import type { OutboxMessage, Releases } from '@gigafibre/contracts';
import { approveRelease, askRelease, readReleases, withdrawRelease } from '../../api/messages-office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useDeed } from '../../app/use-deed.ts';
import { useLive } from '../../app/use-live.ts';
import { useSessionStore } from '../../stores/session.ts';

/** Who asked to release the message on show, and what this person may do about it. */
export function useRelease(message: Ref<OutboxMessage | undefined>) {
  const session = useSessionStore();
  const asked = useAsk(async (signal): Promise<Releases> => (message.value === undefined ? { releases: [] } : readReleases(message.value.id, signal)));
  const { isBusy, problem, attempt } = useDeed();
  const releases = computed(() => asked.data.value?.releases ?? []);
  const isMine = computed(() => releases.value[0]?.askedBy.toLowerCase() === session.current?.user.toLowerCase());
  const canRelease = computed(() => message.value !== undefined && message.value.vendorId === null && (message.value.state === 'captured' || message.value.state === 'held'));

  async function act(deed: (id: string) => Promise<Releases>): Promise<void> {
    const { value: shown } = message;
    if (shown === undefined) return;
    await attempt(() => deed(shown.id));
    await asked.reload();
  }
  watch(() => message.value?.id, () => void asked.reload(), { immediate: true });
  useLive((event) => event.type.startsWith('release.') && event.subject.name === message.value?.id, () => void asked.reload());
  return {
    ...{ releases, isMine, canRelease, isReleasing: isBusy, releaseProblem: problem },
    ask: (why: string): Promise<void> => act((id) => askRelease(id, why)),
    approve: (): Promise<void> => act(approveRelease),
    withdraw: (): Promise<void> => act(withdrawRelease),
  };
}
