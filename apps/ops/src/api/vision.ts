import type { Reading, ReadingAnswer, ReadingKind, ReadingPage, ReadingState, SupplierProposal, VisionSettings, VisionState } from '@gigafibre/contracts';
import { get, request } from './http.ts';

const PATIENCE_MS = 120_000;

/** Sends a file to be read. @param onSent the share that has left, 0 to 1. */
export async function uploadForReading(kind: ReadingKind, file: File, onSent: (share: number) => void): Promise<ReadingAnswer> {
  const form = new FormData();
  form.set('file', file, file.name);
  return request<ReadingAnswer>({ method: 'POST', url: `/vision/${kind}`, data: form, timeout: PATIENCE_MS, onUploadProgress: ({ progress }) => onSent(progress ?? 0) });
}

export const readReadings = (query: { state?: ReadingState; kind?: 'invoice' | 'equipment'; limit: number }, signal?: AbortSignal): Promise<ReadingPage> => get<ReadingPage>('/v1/vision/readings', { ...query }, signal);
export const readReading = (id: string, signal?: AbortSignal): Promise<Reading> => get<Reading>(`/v1/vision/readings/${encodeURIComponent(id)}`, undefined, signal);
export const readSuppliers = async (text: string, signal?: AbortSignal): Promise<SupplierProposal[]> => (await get<{ suppliers: SupplierProposal[] }>('/v1/vision/suppliers', { q: text }, signal)).suppliers;
export const readVisionState = (signal?: AbortSignal): Promise<VisionState> => get<VisionState>('/v1/vision/settings', undefined, signal);
export const changeVisionSettings = (settings: VisionSettings): Promise<VisionState> => request<VisionState>({ method: 'PUT', url: '/v1/vision/settings', data: settings });

/** Where the picture of a page is; the first page is 0. */
export const pageAddress = (reading: string, page: number): string => `/v1/vision/readings/${encodeURIComponent(reading)}/pages/${String(page)}`;
