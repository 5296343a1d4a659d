import type { Explanation, Lateness, NextVisits, OffersSetting, PlanningAccept, PlanningAccepted, PlanningOffers, PlanningRun, PlanningRuns, PlanningStart, RankedPlaces, WeightsChange, WeightsInForce } from '@gigafibre/contracts';
import { get, post, request } from './http.ts';

/** Days at the site: from a date (`2026-11-23`), so many of them. */
export type DayQuery = Readonly<{ from: string; days: number }>;

const visitPath = (visit: string, rest: string): string => `/v1/planning/visits/${encodeURIComponent(visit)}/${rest}`;
const runPath = (run: string, rest = ''): string => `/v1/planning/runs/${encodeURIComponent(run)}${rest}`;

/** Every technician for a visit: possible ones by price, then those nearest to possible. */
export const readPlaces = (visit: string, days: DayQuery, signal?: AbortSignal): Promise<RankedPlaces> => get<RankedPlaces>(visitPath(visit, 'places'), { ...days }, signal);

/** « Pourquoi pas X ? » */
export const readExplanation = (visit: string, technician: string, days: DayQuery, signal?: AbortSignal): Promise<Explanation> =>
  get<Explanation>(visitPath(visit, 'explanation'), { ...days, technician }, signal);

export const startRun = (start: PlanningStart): Promise<PlanningRun> => post<PlanningRun>('/v1/planning/runs', start);
export const readRun = (run: string, signal?: AbortSignal): Promise<PlanningRun> => get<PlanningRun>(runPath(run), undefined, signal);
export const readRuns = (signal?: AbortSignal): Promise<PlanningRuns> => get<PlanningRuns>('/v1/planning/runs', undefined, signal);
export const stopRun = (run: string): Promise<PlanningRun> => post<PlanningRun>(runPath(run, '/stop'));
/** Accepts all of a proposal, or some of its lines. Each line tells what became of it. */
export const acceptRun = (run: string, accept: PlanningAccept): Promise<PlanningAccepted> => post<PlanningAccepted>(runPath(run, '/accept'), accept);

/** Who will be late today, for how long, and what their customers could be told. */
export const readLateness = (days: DayQuery, signal?: AbortSignal): Promise<Lateness> => get<Lateness>('/v1/planning/lateness', { ...days }, signal);
/** Failed visits whose job has none to come. */
export const readNextVisits = (signal?: AbortSignal): Promise<NextVisits> => get<NextVisits>('/v1/planning/next-visits', undefined, signal);

export const readWeights = (signal?: AbortSignal): Promise<WeightsInForce> => get<WeightsInForce>('/v1/planning/weights', undefined, signal);
export const changeWeights = (change: WeightsChange): Promise<WeightsInForce> => request<WeightsInForce>({ method: 'PUT', url: '/v1/planning/weights', data: change });

/** Plans that were looked for because something happened, and whether they may be. */
export const readOffers = (signal?: AbortSignal): Promise<PlanningOffers> => get<PlanningOffers>('/v1/planning/offers', undefined, signal);
/** Leaves the plan as it is; the offer is gone at every desk. */
export const dismissOffer = (run: string): Promise<PlanningOffers> => post<PlanningOffers>(`/v1/planning/offers/${encodeURIComponent(run)}/dismiss`);
export const setOffers = (setting: OffersSetting): Promise<PlanningOffers> => request<PlanningOffers>({ method: 'PUT', url: '/v1/planning/offers/setting', data: setting });
