import type { RouteRecordRaw } from 'vue-router';

export const techRoutes: readonly RouteRecordRaw[] = [
  { path: '/j', name: 'tech-day', component: () => import('./pages/DayPage.vue'), meta: { audience: 'technician', words: ['tech'] } },
];
