import type { RouteRecordRaw } from 'vue-router';
import { FIELD_WORK_WORDS } from '../field-work/index.ts';
import { THREAD_WORDS } from '../messages/index.ts';

export const jobRoutes: readonly RouteRecordRaw[] = [
  { path: 'jobs/:name', name: 'job', component: () => import('./pages/JobPage.vue'), meta: { words: ['trade', 'jobs', ...FIELD_WORK_WORDS, ...THREAD_WORDS] } },
];
