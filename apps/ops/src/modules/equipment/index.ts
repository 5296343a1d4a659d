import type { RouteRecordRaw } from 'vue-router';

export const equipmentRoutes: readonly RouteRecordRaw[] = [
  { path: 'equipment', name: 'equipment-list', component: () => import('./pages/EquipmentListPage.vue'), meta: { words: ['equipment'] } },
  { path: 'equipment/:serial', name: 'equipment', component: () => import('./pages/EquipmentPage.vue'), meta: { words: ['equipment'] } },
];
