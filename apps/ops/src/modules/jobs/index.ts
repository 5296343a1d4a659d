import type { RouteRecordRaw } from 'vue-router';

export const jobRoutes: readonly RouteRecordRaw[] = [
  { path: 'jobs/:name', name: 'job', component: () => import('./pages/JobPage.vue'), meta: { words: ['trade', 'jobs'] } },
];
