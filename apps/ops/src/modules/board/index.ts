import type { RouteRecordRaw } from 'vue-router';
import { FIELD_WORK_WORDS } from '../field-work/index.ts';

export const boardRoutes: readonly RouteRecordRaw[] = [
  { path: 'board', name: 'board', component: () => import('./pages/BoardPage.vue'), meta: { words: ['board', 'map', ...FIELD_WORK_WORDS] } },
  { path: 'board/month', name: 'board-month', component: () => import('./pages/MonthPage.vue'), meta: { words: ['board'] } },
  { path: 'board/sheets', name: 'day-sheets', component: () => import('./pages/DaySheetsPage.vue'), meta: { words: ['board'] } },
];
