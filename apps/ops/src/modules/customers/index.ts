import type { RouteRecordRaw } from 'vue-router';

export const customerRoutes: readonly RouteRecordRaw[] = [
  { path: 'customers', name: 'customers', component: () => import('./pages/CustomersPage.vue'), meta: { words: ['customers'] } },
  { path: 'customers/:name', name: 'customer', component: () => import('./pages/CustomerPage.vue'), meta: { words: ['customers'] } },
];
