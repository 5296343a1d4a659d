import type { Talk, TalkInbox, VisitClosing, OpenWindows } from '@gigafibre/contracts';
import { ApiProblem, get } from './http.ts';

const of = (visit: string, what: string): string => `/v1/visits/${encodeURIComponent(visit)}/${what}`;

/** The windows in which somebody could come again. @throws {ApiProblem} `unreachable` also when something other than the hub answered. */
export async function readOpenWindows(visit: string): Promise<OpenWindows> {
  const answer = await get<Partial<OpenWindows> | string>(of(visit, 'windows'));
  if (typeof answer !== 'object' || !Array.isArray(answer.windows)) throw new ApiProblem({ code: 'unreachable', retry: 'later' });
  return answer as OpenWindows;
}

/** What technician and office said about a visit. */
export const readTalk = (visit: string): Promise<Talk> => get<Talk>(of(visit, 'talk'));

/** What technicians said and nobody in the office has read. */
export const readTalkInbox = (): Promise<TalkInbox> => get<TalkInbox>('/v1/talk');

/** How a visit ended: what the customer was shown and put his name to, the parts and the time. */
export const readClosing = (visit: string): Promise<VisitClosing> => get<VisitClosing>(of(visit, 'closing'));
