import { computed, ref } from 'vue';
import { defineStore } from 'pinia';
import type { Role, Session, SignIn } from '@gigafibre/contracts';
import { ApiProblem } from '../api/http.ts';
import { readSession, signIn as requestSignIn, signOut as requestSignOut } from '../api/session.ts';

export const useSessionStore = defineStore('session', () => {
  const current = ref<Session>();
  /** Nobody could be asked who is there: that is not the same as nobody being there. */
  const isUnreachable = ref(false);
  /** The session ended while its page was open: the page stays as it is until the same person is back. */
  const isExpired = ref(false);
  let asking: Promise<void> | undefined;

  const isStaff = computed(() => current.value?.kind === 'staff');
  const hasRole = (...roles: readonly Role[]): boolean => current.value?.roles.some((role) => roles.includes(role)) ?? false;

  async function ask(): Promise<void> {
    try {
      current.value = await readSession();
      isUnreachable.value = false;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      current.value = undefined;
      isUnreachable.value = problem.status === 0 || problem.status >= 500;
    }
  }

  /** Asks the hub who is there, once, until somebody signs in or out. */
  async function restore(): Promise<void> {
    if (current.value !== undefined) return;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    await asking;
  }

  async function signIn(credentials: SignIn): Promise<Session> {
    const session = await requestSignIn(credentials);
    adopt(session);
    return session;
  }

  /** Another way in than the form: the technician's link. */
  function adopt(session: Session): void {
    current.value = session;
    isExpired.value = false;
  }

  /** The hub no longer knows us; who it was stays known, so that only he comes back to this page. */
  function expire(): void {
    if (current.value !== undefined) isExpired.value = true;
  }

  /** Asks whether somebody signed in meanwhile, in another window. @returns who. */
  async function comeBack(): Promise<Session | undefined> {
    try {
      const session = await readSession();
      if (session.user === current.value?.user) adopt(session);
      return session;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      return undefined;
    }
  }

  /** @returns whether somebody was signed in. */
  function forget(): boolean {
    const was = current.value !== undefined;
    current.value = undefined;
    isExpired.value = false;
    return was;
  }

  /** @returns where the browser goes on to, when the provider's own session has to end too. */
  async function signOut(): Promise<string | undefined> {
    const next = await requestSignOut();
    forget();
    return next;
  }

  return { current, isUnreachable, isExpired, isStaff, hasRole, restore, signIn, adopt, expire, comeBack, forget, signOut };
});
