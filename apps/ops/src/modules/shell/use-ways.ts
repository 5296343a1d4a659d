import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { SIGN_IN_REFUSALS, type SignInWays } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readSignInWays } from '../../api/session.ts';

/** How people may sign in here; the form alone until the hub has said so. */
export function useWays() {
  const { t } = useI18n();
  const ways = shallowRef<SignInWays>();

  async function ask(): Promise<void> {
    try {
      ways.value = await readSignInWays();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      ways.value = { password: true, sso: null };
    }
  }

  const sso = computed(() => ways.value?.sso ?? undefined);
  const hasPassword = computed(() => ways.value?.password === true);

  /** What the hub says of somebody the provider let in and it did not; empty when it said nothing. */
  const refusalWords = (refused: unknown): string => (SIGN_IN_REFUSALS.some((each) => each === refused) ? t(`shell.signIn.refused.${String(refused)}`) : '');
  const addressOf = (next: string | undefined): string => `${sso.value?.address ?? ''}${next === undefined ? '' : `?${new URLSearchParams({ next }).toString()}`}`;

  void ask();
  return { ways, sso, hasPassword, refusalWords, addressOf };
}
