import { Problem, SessionList, SessionOwner, SessionsEnded, Uuid } from '@gigafibre/contracts';
import type { Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { rolesOf, signedIn } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { ListedSession, Sessions } from '../../platform/sessions.ts';

export interface SessionsDeps {
  readonly sessions: Sessions;
  readonly events: EventLog;
}

type Owner = Pick<ListedSession, 'user' | 'kind'>;

/** Administrators see to everybody's sessions, dispatchers to technicians' besides: a phone is lost at seven in the morning. Everyone sees to his own. */
function mayRule(principal: Principal, { user, kind }: Owner): boolean {
  const roles = rolesOf(principal);
  if (roles.includes('admin') || (roles.includes('dispatcher') && kind === 'technician')) return true;
  return 'user' in principal && principal.user === user;
}

/** `GET` and `DELETE /v1/sessions`: who is signed in where, and an end to it. */
export const openSessionsRoutes =
  ({ sessions, events }: SessionsDeps): HubPlugin =>
  async (app) => {
    /** What this person may see; a session of anyone else is as if it were not. */
    const seenBy = async (principal: Principal): Promise<ListedSession[]> => {
      const all = await sessions.list(rolesOf(principal).some((role) => role === 'admin' || role === 'dispatcher') ? 'everybody' : { user: 'user' in principal ? principal.user : '' });
      return all.filter((session) => mayRule(principal, session));
    };
    const end = async (principal: Principal, owner: { readonly user: string; readonly technician?: string | undefined }, whose: { readonly user: string } | { readonly id: string }): Promise<number> => {
      const ended = await sessions.revoke(whose);
      const { user, technician } = owner;
      const related = technician === undefined ? {} : { technicians: [technician] };
      if (ended > 0) await events.append([{ type: 'session.revoked', actor: actorOf(principal), subject: { doctype: 'User', name: user }, related, facts: { ended } }]);
      return ended;
    };

    app.get('/v1/sessions', { schema: { summary: 'Open sessions: everybody’s for administrators, technicians’ for dispatchers, one’s own for all', response: { 200: SessionList } }, config: signedIn }, async ({ principal }) => ({
      sessions: (await seenBy(principal)).map((session) => ({ ...session, isCurrent: 'session' in principal && principal.session === session.id })),
    }));

    app.delete('/v1/sessions/:id', { schema: { summary: 'End one session', params: Type.Object({ id: Uuid }), response: { 204: Type.Null() } }, config: signedIn }, async ({ params, principal }, reply) => {
      const session = (await seenBy(principal)).find(({ id }) => id === params.id);
      if (!session) throw new Problem('not_found');
      await end(principal, session, { id: session.id });
      return reply.code(204).send(null);
    });

    app.delete('/v1/sessions', { schema: { summary: 'End every session of a person', querystring: SessionOwner, response: { 200: SessionsEnded } }, config: signedIn }, async ({ query, principal }) => {
      const theirs = (await seenBy(principal)).filter(({ user }) => user === query.user);
      const isAllowed = mayRule(principal, { user: query.user, kind: theirs[0]?.kind ?? 'staff' });
      if (!isAllowed) throw new Problem('forbidden');
      return { ended: await end(principal, { user: query.user, technician: theirs[0]?.technician }, { user: query.user }) };
    });
  };
