import { computed, ref } from 'vue';
import { defineStore } from 'pinia';
import type { Role, Session, SignIn } from '@gigafibre/contracts';
import { ApiProblem } from '../api/http.ts';
import { readSession, signIn as requestSignIn, signOut as requestSignOut } from '../api/session.ts';

export const useSessionStore = defineStore('session', () => {
  const current = ref<Session>();
  /** Nobody could be asked who is there: that is not the same as nobody being there. */
  const isUnreachable = ref(false);
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
    current.value = await requestSignIn(credentials);
    return current.value;
  }

  /** Another way in than the form: the technician's link. */
  function adopt(session: Session): void {
    current.value = session;
  }

  /** @returns whether somebody was signed in. */
  function forget(): boolean {
    const was = current.value !== undefined;
    current.value = undefined;
    return was;
  }

  async function signOut(): Promise<void> {
    await requestSignOut();
    forget();
  }

  return { current, isUnreachable, isStaff, hasRole, restore, signIn, adopt, forget, signOut };
});
