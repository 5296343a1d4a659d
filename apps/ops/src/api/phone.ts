import { isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type { Day, DeviceAnswer, PhoneReceipt, PhoneReport } from '@gigafibre/contracts';
import { ApiProblem, client, get, request } from './http.ts';

/** Whatever answered, unjudged: on a phone it may be a hotel's Wi-Fi as well as the hub. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string;
  readonly date: string;
  readonly body: unknown;
}

const PATIENCE_MS = 30_000;
const PHOTO_PATIENCE_MS = 120_000;

const header = ({ headers }: AxiosResponse, name: string): string => {
  const value: unknown = headers[name];
  return typeof value === 'string' ? value : '';
};

/** @returns undefined when no answer came. */
async function exchange(config: AxiosRequestConfig): Promise<RawAnswer | undefined> {
  try {
    const answer: AxiosResponse<unknown> = await client.request({ timeout: PATIENCE_MS, validateStatus: () => true, ...config });
    return { status: answer.status, contentType: header(answer, 'content-type'), retryAfter: header(answer, 'retry-after'), date: header(answer, 'date'), body: answer.data };
  } catch (cause) {
    if (!isAxiosError(cause)) throw cause;
    return undefined;
  }
}

export const postCommand = (command: object): Promise<RawAnswer | undefined> => exchange({ method: 'POST', url: '/v1/commands', data: command });

export const putPhoto = (sha256: string, bytes: ArrayBuffer, mediaType: string): Promise<RawAnswer | undefined> =>
  exchange({ method: 'PUT', url: `/v1/blobs/${sha256}`, data: new Blob([bytes], { type: mediaType }), headers: { 'content-type': mediaType }, timeout: PHOTO_PATIENCE_MS });

const notTheHub = (): ApiProblem => new ApiProblem({ code: 'unreachable', retry: 'later' });

/** @throws {ApiProblem} `unreachable` also when something other than the hub answered. */
export async function readDay(): Promise<Day> {
  const day = await get<Partial<Day> | string>('/v1/day');
  if (typeof day !== 'object' || !Array.isArray(day.visits) || day.technician === undefined) throw notTheHub();
  return day as Day;
}

/** @throws {ApiProblem} `unreachable` also when something other than the hub answered. */
export async function readDevice(code: string, visit?: string): Promise<DeviceAnswer> {
  const answer = await get<DeviceAnswer | string>(`/v1/devices/${encodeURIComponent(code)}`, { visit });
  if (typeof answer !== 'object' || !('found' in answer)) throw notTheHub();
  return answer;
}

/** Says what this phone has not sent. */
export const reportPhone = (device: string, report: PhoneReport): Promise<PhoneReceipt> => request<PhoneReceipt>({ method: 'PUT', url: `/v1/phones/${encodeURIComponent(device)}`, data: report });
