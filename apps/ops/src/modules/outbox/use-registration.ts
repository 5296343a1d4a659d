import { computed } from 'vue';
import type { Registration } from '@gigafibre/contracts';
import { dropSenderNumber, keepSenderNumber, readRegistration, setRegistrationPart } from '../../api/messages-office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useDeed } from '../../app/use-deed.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { useSessionStore } from '../../stores/session.ts';

type Part = Registration['parts'][number];

/** Where our registration with the American carriers stands, and what our own numbers ask for. */
export function useRegistration() {
  const session = useSessionStore();
  const asked = useAsk(readRegistration);
  const { isBusy, problem, attempt } = useDeed();
  useLive((event) => event.type === 'registration.changed', () => void asked.reload());
  void asked.reload();
  async function act(deed: () => Promise<Registration>): Promise<void> {
    const changed = await attempt(deed);
    if (changed !== undefined) asked.data.value = changed;
  }
  return {
    ...{ isBusy, problem, registration: asked.data, phase: asked.phase, reload: asked.reload, ...useReadAge(asked) },
    canChange: computed(() => session.hasRole('admin')),
    setPart: (part: Part['part'], state: Part['state']): Promise<void> => act(() => setRegistrationPart(part, state)),
    keep: (number: string, boughtOn: string | null): Promise<void> => act(() => keepSenderNumber(number, boughtOn)),
    drop: (number: string): Promise<void> => act(() => dropSenderNumber(number)),
  };
}
