import type { RouteRecordRaw } from 'vue-router';

const meta = { words: ['people', 'shell'] };

/** Who works here: what technicians can do, how they are reached, who may do what, and who is signed in. */
export const peopleRoutes: readonly RouteRecordRaw[] = [
  {
    path: 'people',
    component: () => import('./pages/PeopleLayout.vue'),
    meta,
    children: [
      { path: '', name: 'people', component: () => import('./pages/SkillsPage.vue'), meta },
      { path: 'technicians', name: 'people-technicians', component: () => import('./pages/TechniciansPage.vue'), meta },
      { path: 'sessions', name: 'people-sessions', component: () => import('./pages/SessionsPage.vue'), meta },
      { path: 'audit', name: 'people-audit', component: () => import('./pages/ChainPage.vue'), meta },
      { path: 'staff', name: 'people-staff', component: () => import('./pages/StaffPage.vue'), meta },
    ],
  },
];
