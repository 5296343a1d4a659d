import type { MapSource, PositionReceipt, PositionReport, Positions, Tracking } from '@gigafibre/contracts';
import { get, post } from './http.ts';

/** Where everybody at work was last. */
export const readPositions = (): Promise<Positions> => get<Positions>('/v1/positions');

/** Which map to draw. */
export const readMapSource = (): Promise<MapSource> => get<MapSource>('/v1/map');

/** Whether the positions of whoever asks are being kept. */
export const readTracking = (): Promise<Tracking> => get<Tracking>('/v1/tracking');

/** What this phone measured. */
export const reportPositions = (report: PositionReport): Promise<PositionReceipt> => post<PositionReceipt>('/v1/positions', report);
