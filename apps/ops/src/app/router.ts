import './storage-stand-in.ts';
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw, type RouteRecordRaw } from 'vue-router';
import { boardRoutes } from '../modules/board/index.ts';
import { customerRoutes } from '../modules/customers/index.ts';
import { equipmentRoutes } from '../modules/equipment/index.ts';
import { invoiceRoutes } from '../modules/invoices/index.ts';
import { jobRoutes } from '../modules/jobs/index.ts';
import { messageRoutes } from '../modules/messages/index.ts';
import { outboxRoutes } from '../modules/outbox/index.ts';
import { peopleRoutes } from '../modules/people/index.ts';
import { procedureRoutes } from '../modules/procedures/index.ts';
import { replayRoutes } from '../modules/replay/index.ts';
import { shellRoute, signInRoute } from '../modules/shell/index.ts';
import { isFieldPhone, techRoutes } from '../modules/tech/index.ts';
import { ticketRoutes } from '../modules/tickets/index.ts';
import { useSessionStore } from '../stores/session.ts';
import { loadWords } from './i18n.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Modules whose words the page shows. */
    words?: readonly string[];
    /** `staff` pages ask who is there before they open; the technician's pages see to it themselves. */
    audience?: 'staff' | 'technician' | 'anyone';
  }
}

const office = shellRoute([...boardRoutes, ...customerRoutes, ...ticketRoutes, ...equipmentRoutes, ...jobRoutes, ...invoiceRoutes, ...messageRoutes, ...outboxRoutes, ...procedureRoutes, ...replayRoutes, ...peopleRoutes]);

const landing = async (): Promise<string> => {
  if (isFieldPhone()) return '/j';
  const session = useSessionStore();
  await session.restore();
  return session.current?.landing ?? '/ops/sign-in';
};

const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./App.vue'), beforeEnter: landing },
  signInRoute,
  office,
  ...techRoutes,
  { path: '/:anything(.*)*', name: 'nowhere', component: () => import('./NowherePage.vue'), meta: { audience: 'anyone' } },
  // Never matched by an address, for the line above is first: it stands in for a page that cannot be shown, under that page's own address.
  { path: '/:anything(.*)*', name: 'unreachable', component: () => import('./UnreachablePage.vue'), meta: { audience: 'anyone' } },
];

async function askWhoIsThere(to: RouteLocationNormalized): Promise<true | RouteLocationRaw> {
  if (to.meta.audience !== 'staff') return true;
  const session = useSessionStore();
  await session.restore();
  if (session.isStaff) return true;
  if (session.isUnreachable) return { name: 'unreachable', params: { anything: to.path.split('/').slice(1) }, query: to.query, hash: to.hash, replace: true };
  return { path: '/ops/sign-in', query: { next: to.fullPath } };
}

// eslint-disable-next-line no-restricted-syntax -- Quasar's entry calls the default export of this file
export default function openRouter() {
  const router = createRouter({ history: createWebHistory('/'), routes });
  const wordsOf = (to: RouteLocationNormalized): Promise<void> => loadWords(to.matched.flatMap((record) => record.meta.words ?? []));
  router.beforeEach((to) => {
    if (to.meta.audience === 'technician') void wordsOf(to).catch(() => undefined); // on their way while the page is: what failed is asked for again below
  });
  router.beforeEach(askWhoIsThere);
  router.beforeResolve(wordsOf);
  return router;
}
