import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import type { DemoAccount, SignIn } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readDemoAccounts } from '../../api/session.ts';
import { switchLanguage, type AppLanguage } from '../../app/i18n.ts';
import { useProblem } from '../../app/use-problem.ts';
import { useSessionStore } from '../../stores/session.ts';

const OFFICE_ADDRESS = /^\/(?:ops|j)(?:\/|$|\?)/;

/** Where to go after signing in: the page that was asked for, if it is one of ours, else where this person's work begins. */
export function destination(next: unknown, landing: string): string {
  return typeof next === 'string' && OFFICE_ADDRESS.test(next) && !next.startsWith('/ops/sign-in') ? next : landing;
}

export function useSignIn() {
  const { locale } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const session = useSessionStore();
  const sentence = useProblem();
  const accounts = shallowRef<readonly DemoAccount[]>([]);
  const phase = ref<'asking' | 'entering'>('asking');
  const reason = ref<string>();
  const other = computed<AppLanguage>(() => (locale.value === 'fr' ? 'en' : 'fr'));

  async function offerAccounts(): Promise<void> {
    try {
      accounts.value = (await readDemoAccounts()).accounts;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      // Where real people sign in there is no such list: the form is enough.
      if (problem.code !== 'not_found' && problem.code !== 'forbidden') reason.value = sentence(problem);
    }
  }

  async function enter(credentials: SignIn): Promise<void> {
    phase.value = 'entering';
    reason.value = undefined;
    try {
      const { landing } = await session.signIn(credentials);
      await router.replace(destination(route.query['next'], landing));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      reason.value = sentence(problem);
    } finally {
      phase.value = 'asking';
    }
  }

  const next = computed(() => (typeof route.query['next'] === 'string' ? route.query['next'] : undefined));
  const refused = computed(() => route.query['refused']);
  /** This is the window that was opened only to sign in again: the page that waits is in the other one. */
  const isReturn = route.query['back'] === '1';
  if (isReturn) window.close();

  const switchTo = (language: AppLanguage): void => void switchLanguage(language);

  void offerAccounts();
  return { accounts, phase, reason, enter, other, switchTo, next, refused, isReturn };
}
