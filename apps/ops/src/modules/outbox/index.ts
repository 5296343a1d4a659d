import type { RouteRecordRaw } from 'vue-router';

export const outboxRoutes: readonly RouteRecordRaw[] = [
  { path: 'outbox', name: 'outbox', component: () => import('./pages/OutboxPage.vue'), meta: { words: ['outbox'] } },
];
