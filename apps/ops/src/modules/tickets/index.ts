import { defineAsyncComponent, type Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import { THREAD_WORDS } from '../messages/index.ts';

const meta = { words: ['trade', 'tickets', ...THREAD_WORDS] };

export const ticketRoutes: readonly RouteRecordRaw[] = [
  { path: 'tickets', name: 'tickets', component: () => import('./pages/TicketsPage.vue'), meta },
  { path: 'tickets/:name', name: 'ticket', component: () => import('./pages/TicketPage.vue'), meta },
];

export const OpenTicketDialog = defineAsyncComponent<Component>(() => import('./components/OpenTicketDialog.vue'));
