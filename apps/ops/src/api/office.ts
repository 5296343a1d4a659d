import type { CustomerCard, DoorState, EquipmentCard, JobCard, JobProposal, OutboxMessage, OutboxPage, SANDBOX_TURNS, SearchAnswer, TicketCard, Trail } from '@gigafibre/contracts';
import { get, post } from './http.ts';

const at = (room: string, name: string, rest = ''): string => `/v1/${room}/${encodeURIComponent(name)}${rest}`;

export const search = (query: string, signal?: AbortSignal): Promise<SearchAnswer> => get<SearchAnswer>('/v1/search', { q: query }, signal);

export const readCustomer = (name: string, signal?: AbortSignal): Promise<CustomerCard> => get<CustomerCard>(at('customers', name), undefined, signal);

export const readTicket = (name: string, signal?: AbortSignal): Promise<TicketCard> => get<TicketCard>(at('tickets', name), undefined, signal);

/** What the hub proposes for a job made from this ticket. */
export const readJobProposal = (ticket: string, signal?: AbortSignal): Promise<JobProposal> => get<JobProposal>(at('tickets', ticket, '/job-proposal'), undefined, signal);

export const readEquipment = (serial: string, signal?: AbortSignal): Promise<EquipmentCard> => get<EquipmentCard>(at('equipment', serial), undefined, signal);

export const readJob = (name: string, signal?: AbortSignal): Promise<JobCard> => get<JobCard>(at('jobs', name), undefined, signal);

export const readTrail = (job: string, signal?: AbortSignal): Promise<Trail> => get<Trail>(at('jobs', job, '/trail'), undefined, signal);

export const readOutbox = (limit: number, signal?: AbortSignal): Promise<OutboxPage> => get<OutboxPage>('/v1/outbox', { limit }, signal);

/** Plays what a vendor would call back about a captured message. */
export const simulateDelivery = (id: string, turn: (typeof SANDBOX_TURNS)[number]): Promise<OutboxMessage> => post<OutboxMessage>(at('outbox', id, '/simulate'), { turn });

export const readDoor = (signal?: AbortSignal): Promise<DoorState> => get<DoorState>('/v1/outbound', undefined, signal);
