import type { RouteRecordRaw } from 'vue-router';
import { THREAD_WORDS } from '../messages/index.ts';

const meta = { words: ['trade', 'customers', 'tickets', ...THREAD_WORDS] };

export const customerRoutes: readonly RouteRecordRaw[] = [
  { path: 'customers', name: 'customers', component: () => import('./pages/CustomersPage.vue'), meta },
  { path: 'customers/:name', name: 'customer', component: () => import('./pages/CustomerPage.vue'), meta },
];
