import type { RouteRecordRaw } from 'vue-router';

const meta = { words: ['invoices', 'readings'] };

export const invoiceRoutes: readonly RouteRecordRaw[] = [
  { path: 'invoices', name: 'invoices', component: () => import('./pages/InvoicesPage.vue'), meta },
  { path: 'invoices/scan', name: 'invoice-scan', component: () => import('./pages/ScanPage.vue'), meta },
];
