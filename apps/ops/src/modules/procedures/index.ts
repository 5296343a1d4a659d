import type { RouteRecordRaw } from 'vue-router';

const meta = { words: ['procedures', 'tech'] };

/** How technicians work, written by administrators and played on a phone before it is published (R53). */
export const procedureRoutes: readonly RouteRecordRaw[] = [
  { path: 'procedures', name: 'procedures', component: () => import('./pages/ProceduresPage.vue'), meta },
  { path: 'procedures/:name', name: 'procedure', component: () => import('./pages/ProcedurePage.vue'), props: true, meta },
];
