import type { RouteRecordRaw } from 'vue-router';

const meta = { words: ['trade', 'customers', 'tickets'] };

export const customerRoutes: readonly RouteRecordRaw[] = [
  { path: 'customers', name: 'customers', component: () => import('./pages/CustomersPage.vue'), meta },
  { path: 'customers/:name', name: 'customer', component: () => import('./pages/CustomerPage.vue'), meta },
];
