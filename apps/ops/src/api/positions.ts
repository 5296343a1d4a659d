import type { PlaceHints, MapSource, PositionReceipt, PositionReport, Positions, Tracking } from '@gigafibre/contracts';
import { get, post } from './http.ts';

/** Where everybody at work was last. */
export const readPositions = (): Promise<Positions> => get<Positions>('/v1/positions');

/** Which map to draw. */
export const readMapSource = (): Promise<MapSource> => get<MapSource>('/v1/map');

/** Whether the positions of whoever asks are being kept. */
export const readTracking = (): Promise<Tracking> => get<Tracking>('/v1/tracking');

/** What this phone measured. */
export const reportPositions = (report: PositionReport): Promise<PositionReceipt> => post<PositionReceipt>('/v1/positions', report);

/** Arrivals and departures that nobody has declared, as positions suggest them. */
export const readHints = (signal?: AbortSignal): Promise<PlaceHints> => get<PlaceHints>('/v1/positions/hints', undefined, signal);
/** The same of whoever asks, for himself. */
export const readOwnHints = (): Promise<PlaceHints> => get<PlaceHints>('/v1/tracking/hints');
