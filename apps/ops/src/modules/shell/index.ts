import type { RouteRecordRaw } from 'vue-router';

export const signInRoute: RouteRecordRaw = {
  path: '/ops/sign-in',
  name: 'sign-in',
  component: () => import('./pages/SignInPage.vue'),
  meta: { audience: 'anyone', words: ['shell'] },
};

/** The office's frame around its modules' pages. */
export const shellRoute = (pages: readonly RouteRecordRaw[]): RouteRecordRaw => ({
  path: '/ops',
  component: () => import('./pages/ShellLayout.vue'),
  meta: { audience: 'staff', words: ['shell', 'palette'] },
  children: [{ path: '', redirect: { name: 'board' } }, ...pages],
});
