import { JobProposal, Name, TicketCard, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface TicketReads {
  readonly card: (principal: Principal, name: string) => Promise<TicketCard>;
  readonly proposal: (principal: Principal, name: string) => Promise<JobProposal>;
}

const params = Type.Object({ name: Name });

export function ticketRoutes(app: HubApp, { card, proposal }: TicketReads): void {
  app.get('/v1/tickets/:name', { config: staff, schema: { tags: ['tickets'], params, response: { 200: TicketCard } } }, async (request) => card(request.principal, request.params.name));
  app.get('/v1/tickets/:name/job-proposal', { config: requireRole('agent', 'dispatcher', 'admin'), schema: { tags: ['tickets'], params, response: { 200: JobProposal } } }, async (request) => proposal(request.principal, request.params.name));
}
