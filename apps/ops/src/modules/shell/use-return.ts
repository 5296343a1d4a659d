import { onMounted, onUnmounted, ref } from 'vue';
import type { SignIn } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { useProblem } from '../../app/use-problem.ts';
import { useSessionStore } from '../../stores/session.ts';

/** The window in which people sign in again ends here and closes itself. */
export const RETURN_PAGE = '/ops/sign-in?back=1';

/** Back into a session that ended while its page was open: the same person goes on where he was, anybody else begins at his own place. */
export function useReturn() {
  const session = useSessionStore();
  const sentence = useProblem();
  const reason = ref<string>();
  const isBusy = ref(false);

  const goOn = (user: string, landing: string, before: string | undefined): void => {
    if (user !== before) window.location.assign(landing);
  };

  async function enter(credentials: SignIn): Promise<void> {
    const before = session.current?.user;
    isBusy.value = true;
    reason.value = undefined;
    try {
      const { user, landing } = await session.signIn(credentials);
      goOn(user, landing, before);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      reason.value = sentence(problem);
    } finally {
      isBusy.value = false;
    }
  }

  /** The other window closed, or the person came back to this one. */
  async function look(): Promise<void> {
    if (!session.isExpired) return;
    const before = session.current?.user;
    const back = await session.comeBack();
    if (back) goOn(back.user, back.landing, before);
  }

  const onFocus = (): void => void look();
  onMounted(() => window.addEventListener('focus', onFocus));
  onUnmounted(() => window.removeEventListener('focus', onFocus));
  return { session, reason, isBusy, enter };
}
