import type { RouteRecordRaw } from 'vue-router';

export const replayRoutes: readonly RouteRecordRaw[] = [
  { path: 'replay', name: 'replay', component: () => import('./pages/ReplayPage.vue'), meta: { words: ['replay', 'board'] } },
];
