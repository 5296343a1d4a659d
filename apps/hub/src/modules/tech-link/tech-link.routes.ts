import { Name, Problem, Session, TechLinkAnswer, TechLinkExchange, TechLinkRequest } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { Type } from 'typebox';
import { actorOf } from '../../platform/actor.ts';
import { anyone, requireRole } from '../../platform/access.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { leaveFormerSession } from '../../platform/leave-former.ts';
import { createLimiter } from '../../platform/limiter.ts';
import type { SessionCookie } from '../../platform/session-cookie.ts';
import { describeSession } from '../../platform/sessions.ts';
import type { Sessions } from '../../platform/sessions.ts';
import { clientWords } from '../../platform/user-agent.ts';
import type { LinkKey, TechLinks } from './tech-link.ts';

const board = requireRole('dispatcher', 'admin');
const Revocation = Type.Object({ technician: Name }, { additionalProperties: false });

/** `POST /otp/tech-link`, `…/exchange` and `…/revoke`. Nothing here answers a GET: previews and scanners use no link up. */
export const techLinkRoutes =
  ({ links, cookie, clock, sessions }: { links: TechLinks; cookie: SessionCookie; clock: Clock; sessions: Sessions }): HubPlugin =>
  async (app) => {
    const leaveFormer = leaveFormerSession(sessions);
    const perTechnician = createLimiter({ most: 10, minutes: 10, clock });
    const perAddress = createLimiter({ most: 30, minutes: 10, clock });

    app.post('/otp/tech-link', { schema: { summary: 'Send a technician the link to his day', body: TechLinkRequest, response: { 200: TechLinkAnswer } }, config: board }, async ({ body, principal }) => {
      perTechnician.refuseSpent(body.technician);
      const answer = await links.send(body, actorOf(principal));
      perTechnician.count(body.technician);
      return answer;
    });

    app.post('/otp/tech-link/exchange', { schema: { summary: 'Open a link: a code for a session of one shift', body: TechLinkExchange, response: { 200: Session } }, config: anyone }, async (request, reply) => {
      perAddress.refuseSpent(request.ip);
      perAddress.count(request.ip);
      const { code, token, device, carry } = request.body;
      const opened = await links.exchange(keyOf(code, token), { device, client: clientWords(request.headers['user-agent']) });
      perAddress.forget(request.ip);
      await leaveFormer(request);
      if (carry === 'bearer') return { ...describeSession(opened.session), tokens: opened.tokens };
      cookie.write(reply, opened);
      return describeSession(opened.session);
    });

    app.post('/otp/tech-link/revoke', { schema: { summary: 'End a technician’s sessions and links', body: Revocation, response: { 204: Type.Null() } }, config: board }, async ({ body }, reply) => {
      await links.revoke(body.technician);
      return reply.code(204).send(null);
    });
  };

function keyOf(code: string | undefined, token: string | undefined): LinkKey {
  if (code !== undefined && token === undefined) return { code };
  if (token !== undefined && code === undefined) return { token };
  throw new Problem('invalid_request', { errors: [{ path: 'body', message: 'has to hold either a code or a token' }] });
}
