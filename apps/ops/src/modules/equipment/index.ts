import type { RouteRecordRaw } from 'vue-router';

const meta = { words: ['trade', 'equipment'] };

export const equipmentRoutes: readonly RouteRecordRaw[] = [
  { path: 'equipment', name: 'equipment-list', component: () => import('./pages/EquipmentListPage.vue'), meta },
  { path: 'equipment/scan', name: 'equipment-scan', component: () => import('./pages/LabelScanPage.vue'), meta: { words: [...meta.words, 'readings'] } },
  { path: 'equipment/:serial', name: 'equipment', component: () => import('./pages/EquipmentPage.vue'), meta },
];
