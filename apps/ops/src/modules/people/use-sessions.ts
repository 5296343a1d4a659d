import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { SessionSummary } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { endSession, endSessionsOf, readSessions } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { announce } from '../../ui/announce.ts';
import { plain } from './sheet/skill-cells.ts';

/** Who is signed in where, and an end to it. */
export function useSessions() {
  const { t } = useI18n();
  const asked = useAsk((signal) => readSessions(signal));
  const text = ref('');
  const problem = shallowRef<ApiProblem>();
  const isEnding = ref(false);
  const sessions = computed(() => asked.data.value?.sessions ?? []);
  const shown = computed(() => sessions.value.filter(({ displayName, user, client }) => plain(`${displayName} ${user} ${client}`).includes(plain(text.value))));
  useLive((event) => event.type.startsWith('session.') || event.type === 'link.opened', () => void asked.reload());
  void asked.reload();

  async function doing(act: () => Promise<string>): Promise<void> {
    problem.value = undefined;
    isEnding.value = true;
    try {
      announce(await act());
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
    } finally {
      isEnding.value = false;
    }
    await asked.reload();
  }
  const end = ({ id, displayName }: SessionSummary): Promise<void> =>
    doing(async () => {
      await endSession(id);
      return t('people.sessions.ended', { who: displayName, count: 1 }, 1);
    });
  const endAll = ({ user, displayName }: SessionSummary): Promise<void> =>
    doing(async () => {
      const { ended } = await endSessionsOf(user);
      return t('people.sessions.ended', { who: displayName, count: ended }, ended);
    });
  return { text, sessions, shown, end, endAll, isEnding, problem, phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
