import type { RouteRecordRaw } from 'vue-router';
import { THREAD_WORDS } from '../messages/index.ts';

export const jobRoutes: readonly RouteRecordRaw[] = [
  { path: 'jobs/:name', name: 'job', component: () => import('./pages/JobPage.vue'), meta: { words: ['trade', 'jobs', ...THREAD_WORDS] } },
];
