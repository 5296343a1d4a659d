import { Releases as ReleaseList, ReleaseWish, Uuid } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { Releases } from './releases.ts';

/** Asking to release a message, and releasing it: never the same person. */
export const releaseRoutes =
  ({ releases }: { releases: Releases }): HubPlugin =>
  async (app) => {
    const one = { params: Type.Object({ id: Uuid }), response: { 200: ReleaseList } };
    const at = '/v1/outbox/:id/releases';
    app.get(at, { config: staff, schema: { summary: 'Who asked to release a message, and who released it', ...one } }, async ({ params }) => ({ releases: await releases.of(params.id) }));
    app.post(at, { config: staff, schema: { summary: 'Ask to release a message that was kept back', ...one, body: ReleaseWish } }, async ({ params, body, principal }) => ({ releases: await releases.ask(params.id, body.why, actorOf(principal)) }));
    app.put(`${at}/approved`, { config: staff, schema: { summary: 'Release it, as another person', ...one } }, async ({ params, principal }) => ({ releases: await releases.approve(params.id, actorOf(principal)) }));
    app.delete(at, { config: staff, schema: { summary: 'Ask no longer', ...one } }, async ({ params, principal }) => ({ releases: await releases.withdraw(params.id, actorOf(principal)) }));
  };
