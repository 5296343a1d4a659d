import type { Colleagues, ConversationPage, CustomerThread, CONVERSATION_FILTERS, Thread } from '@gigafibre/contracts';
import { get, request } from './http.ts';

const at = (number: string, rest = ''): string => `/v1/conversations/${encodeURIComponent(number)}${rest}`;

export interface ConversationsAsked {
  readonly filter: (typeof CONVERSATION_FILTERS)[number];
  readonly text: string;
  readonly limit: number;
}

export const readConversations = ({ filter, text, limit }: ConversationsAsked, signal?: AbortSignal): Promise<ConversationPage> =>
  get<ConversationPage>('/v1/conversations', { filter, limit, ...(text.trim() === '' ? {} : { text: text.trim() }) }, signal);

export const readThread = (number: string, limit: number, signal?: AbortSignal): Promise<Thread> => get<Thread>(at(number), { limit }, signal);

export const readCustomerThread = (customer: string, signal?: AbortSignal): Promise<CustomerThread> => get<CustomerThread>(`/v1/customers/${encodeURIComponent(customer)}/thread`, undefined, signal);

/** This person has read what came in up to a number. */
export const markRead = (number: string, upTo: number): Promise<unknown> => request<unknown>({ method: 'PUT', url: at(number, '/read'), data: { upTo } });

export const readColleagues = (signal?: AbortSignal): Promise<Colleagues> => get<Colleagues>('/v1/colleagues', undefined, signal);
