import { ChainState, ChainVerified, ChainVerify } from '@gigafibre/contracts';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface ChainReads {
  readonly state: () => Promise<ChainState>;
  readonly verify: (after: number) => Promise<ChainVerified>;
}

export function chainRoutes(app: HubApp, { state, verify }: ChainReads): void {
  app.get('/v1/audit/chain', { config: requireRole('admin'), schema: { tags: ['audit'], summary: 'How far the audit trail is chained and signed', response: { 200: ChainState } } }, () => state());
  app.post('/v1/audit/verify', { config: requireRole('admin'), schema: { tags: ['audit'], summary: 'Look at a stretch of the chain; ask again after what was reached until its end', body: ChainVerify, response: { 200: ChainVerified } } }, ({ body }) => verify(body.after));
}
