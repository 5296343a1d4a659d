import type { FastifyRequest } from 'fastify';
import type { Sessions } from './sessions.ts';

/** Who signs in anew leaves the session this browser had: nothing of it stays open behind him. */
export const leaveFormerSession =
  (sessions: Pick<Sessions, 'revoke'>) =>
  async ({ openSession }: Pick<FastifyRequest, 'openSession'>): Promise<void> => {
    if (openSession) await sessions.revoke({ id: openSession.id });
  };
