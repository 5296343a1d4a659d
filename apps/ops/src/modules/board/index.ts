import type { RouteRecordRaw } from 'vue-router';

export const boardRoutes: readonly RouteRecordRaw[] = [
  { path: 'board', name: 'board', component: () => import('./pages/BoardPage.vue'), meta: { words: ['board', 'map'] } },
  { path: 'board/sheets', name: 'day-sheets', component: () => import('./pages/DaySheetsPage.vue'), meta: { words: ['board'] } },
];
