import { defineAsyncComponent, type Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import { readIdentity } from '../../stores/offline/identity.ts';
import { openCode } from './open-code.ts';

const meta = { audience: 'technician', words: ['tech'] } as const;

/** A procedure as the phone shows it, for whoever writes it. */
export const ProcedureTrial = defineAsyncComponent<Component>(() => import('./components/ProcedureTrial.vue'));

/** Is this a technician's phone? Known without a network, so that the installed app opens on the day. */
export const isFieldPhone = (): boolean => readIdentity() !== undefined;

/** The technician's pages. Each sees to its own sign-in, because all of them open without a network. */
export const techRoutes: readonly RouteRecordRaw[] = [
  { path: '/j/l', redirect: '/j' },
  { path: '/j/l/:code', name: 'tech-link', component: () => import('./pages/LinkPage.vue'), meta },
  {
    path: '/j',
    component: () => import('./pages/TechLayout.vue'),
    meta,
    children: [
      { path: '', name: 'tech-day', beforeEnter: openCode, component: () => import('./pages/DayPage.vue') },
      { path: 'visit/:name', alias: 'visits/:name', name: 'tech-visit', component: () => import('./pages/VisitPage.vue'), props: true },
      { path: 'visit/:name/complete', name: 'tech-complete', component: () => import('./pages/CompletePage.vue'), props: true },
      { path: 'visit/:name/swap', name: 'tech-swap', component: () => import('./pages/SwapPage.vue'), props: true },
      { path: 'scan', name: 'tech-scan', component: () => import('./pages/ScanPage.vue') },
      { path: 'device/:serial', name: 'tech-device', component: () => import('./pages/DevicePage.vue'), props: true },
      { path: 'map', name: 'tech-map', component: () => import('./pages/MapPage.vue') },
      { path: 'sync', name: 'tech-sync', component: () => import('./pages/SyncPage.vue') },
    ],
  },
];
