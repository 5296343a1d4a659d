import type { RouteRecordRaw } from 'vue-router';

export const ticketRoutes: readonly RouteRecordRaw[] = [
  { path: 'tickets', name: 'tickets', component: () => import('./pages/TicketsPage.vue'), meta: { words: ['tickets'] } },
  { path: 'tickets/:name', name: 'ticket', component: () => import('./pages/TicketPage.vue'), meta: { words: ['tickets'] } },
];
