import type { Board, BoardMonth, BoardViewKept, BoardViews, Calendar, HandReport, LinkWay, OutboxMessage, Placements, TechLinkAnswer, VisitCard, VisitMessageWords } from '@gigafibre/contracts';
import { get, post, request } from './http.ts';

/** The board of some days from a date at the site (`2026-11-23`). */
export const readBoard = (date: string, days: number, signal?: AbortSignal): Promise<Board> => get<Board>('/v1/board', { from: date, days }, signal);

/** Holidays and kinds of service of some days from a date at the site. */
export const readCalendar = (date: string, days: number, signal?: AbortSignal): Promise<Calendar> => get<Calendar>('/v1/calendar', { from: date, days }, signal);

/** One visit as it is now. */
export const readVisit = (visit: string, signal?: AbortSignal): Promise<VisitCard> => get<VisitCard>(`/v1/visits/${encodeURIComponent(visit)}`, undefined, signal);

/** What the customer of a visit would read, nothing being sent. */
export const readMessageWords = (visit: string, template: string, signal?: AbortSignal): Promise<VisitMessageWords> => get<VisitMessageWords>(`/v1/visits/${encodeURIComponent(visit)}/message`, { template }, signal);

/** Who could take a visit and when, best first. */
export const readPlacements = (visit: string, date: string, days: number, signal?: AbortSignal): Promise<Placements> =>
  get<Placements>(`/v1/visits/${encodeURIComponent(visit)}/placements`, { from: date, days }, signal);

/** Sends the technician the link that opens his day on this visit. */
export const sendTechLink = (technician: string, visit: string): Promise<TechLinkAnswer> => post<TechLinkAnswer>('/otp/tech-link', { technician, visit });

/** Tells the other desks which visits are in hand here. */
export const tellHand = (report: HandReport): Promise<void> => post('/v1/board/hand', report);

/** The same link by another way: on this screen, or by e-mail. */
export const giveTechLink = (technician: string, visit: string, way: LinkWay): Promise<TechLinkAnswer> => post<TechLinkAnswer>('/otp/tech-link', { technician, visit, way });

export const readMessageState = (message: string): Promise<Pick<OutboxMessage, 'state'>> => get<OutboxMessage>(`/v1/outbox/${message}`);

/** The views of the board that this person has given a name. */
export const readViews = (signal?: AbortSignal): Promise<BoardViews> => get<BoardViews>('/v1/board/views', undefined, signal);
/** Keeps a view; the same name again replaces it. */
export const keepView = (view: BoardViewKept): Promise<BoardViews> => request<BoardViews>({ method: 'PUT', url: '/v1/board/views', data: view });
export const forgetView = (name: string): Promise<BoardViews> => request<BoardViews>({ method: 'DELETE', url: `/v1/board/views?name=${encodeURIComponent(name)}` });

/** So many days in figures, from a date at the site. */
export const readMonth = (date: string, days: number, signal?: AbortSignal): Promise<BoardMonth> => get<BoardMonth>('/v1/board/month', { from: date, days }, signal);
