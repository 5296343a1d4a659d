import type { RouteRecordRaw } from 'vue-router';

export const outboxRoutes: readonly RouteRecordRaw[] = [
  { path: 'outbox', name: 'outbox', component: () => import('./pages/OutboxPage.vue'), meta: { words: ['outbox'] } },
  { path: 'messages/templates', name: 'templates', component: () => import('./pages/TemplatesPage.vue'), meta: { words: ['outbox'] } },
  { path: 'outbox/registration', name: 'registration', component: () => import('./pages/RegistrationPage.vue'), meta: { words: ['outbox'] } },
  { path: 'outbox/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue'), meta: { words: ['outbox'] } },
];
