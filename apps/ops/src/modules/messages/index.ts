import { defineAsyncComponent, type Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

/** Whoever shows {@link CustomerThread} needs these words too. */
export const THREAD_WORDS = ['messages', 'outbox'];

export const messageRoutes: readonly RouteRecordRaw[] = [
  { path: 'messages', name: 'messages', component: () => import('./pages/MessagesPage.vue'), meta: { words: ['trade', ...THREAD_WORDS] } },
];

/** The thread with one customer, for the pages of his own, his tickets and his jobs. */
export const CustomerThread = defineAsyncComponent<Component>(() => import('./components/CustomerThread.vue'));
