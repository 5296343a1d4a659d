import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type { DeviceAnswer, DeviceCard, DeviceCardName, PhoneReceipt, PhoneReport } from '@gigafibre/contracts';
import { ApiProblem, client, get, isRequestFailure, request, send } from './http.ts';

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

/** Did our hub itself say this? What answers in its name, a portal or a proxy, does not bear its mark. */
const isOurs = (answer: AxiosResponse): boolean => header(answer, 'x-gf-hub') !== '';

/** @returns undefined when no answer came; an answer that is not the hub's own has no content type that anybody would believe. */
async function exchange(config: AxiosRequestConfig): Promise<RawAnswer | undefined> {
  try {
    const answer: AxiosResponse<unknown> = await (await client()).request({ timeout: PATIENCE_MS, validateStatus: () => true, ...config });
    return { status: answer.status, contentType: isOurs(answer) ? header(answer, 'content-type') : '', retryAfter: header(answer, 'retry-after'), date: header(answer, 'date'), body: answer.data };
  } catch (cause) {
    if (!isRequestFailure(cause) && !(cause instanceof ApiProblem)) throw cause;
    return undefined;
  }
}

export const postCommand = (command: object): Promise<RawAnswer | undefined> => exchange({ method: 'POST', url: '/v1/commands', data: command });

export const putPhoto = (sha256: string, bytes: ArrayBuffer, mediaType: string): Promise<RawAnswer | undefined> =>
  exchange({ method: 'PUT', url: `/v1/blobs/${sha256}`, data: new Blob([bytes], { type: mediaType }), headers: { 'content-type': mediaType }, timeout: PHOTO_PATIENCE_MS });

/** How far a photo has come. */
export const askUpload = (sha256: string): Promise<RawAnswer | undefined> => exchange({ method: 'GET', url: `/v1/uploads/${sha256}` });

export const sendPiece = (sha256: string, { offset, length, bytes }: { readonly offset: number; readonly length: number; readonly bytes: ArrayBuffer }): Promise<RawAnswer | undefined> =>
  exchange({
    method: 'PATCH',
    url: `/v1/uploads/${sha256}`,
    data: new Blob([bytes]),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'upload-length': String(length) },
    timeout: PHOTO_PATIENCE_MS,
  });

const notTheHub = (): ApiProblem => new ApiProblem({ code: 'unreachable', retry: 'later' });

/** An answer of the hub to somebody who may have it already. */
export interface FreshRead<Body> {
  /** Undefined when the content is still that of the tag. */
  readonly body: Body | undefined;
  readonly tag: string;
  readonly seq: number | undefined;
}

/** Asks for something of which an earlier answer is kept. @throws {ApiProblem} `unreachable` also when something other than the hub answered. */
export async function readIfChanged<Body extends object>(url: string, tag: string | undefined): Promise<FreshRead<Body>> {
  const answer = await send<Body | string>({ method: 'GET', url, timeout: PATIENCE_MS, validateStatus: (status) => status === 200 || status === 304, ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }) });
  const isSame = answer.status === 304;
  if (!isOurs(answer) || (!isSame && typeof answer.data !== 'object')) throw notTheHub();
  const seq = header(answer, 'x-gf-seq');
  return { body: isSame ? undefined : (answer.data as Body), tag: header(answer, 'etag'), seq: seq === '' ? undefined : Number(seq) };
}

/** Whether the last session of this device was ended by somebody else than its technician. Asked only when the hub no longer knows us. */
export const readStanding = (device: string): Promise<{ isRevoked: boolean }> => get('/v1/day/standing', { device });

/** @throws {ApiProblem} `unreachable` also when something other than the hub answered. */
export async function readDevice(code: string, visit?: string): Promise<DeviceAnswer> {
  const answer = await get<DeviceAnswer | string>(`/v1/devices/${encodeURIComponent(code)}`, { visit });
  if (typeof answer !== 'object' || !('found' in answer)) throw notTheHub();
  return answer;
}

/** One card of a device's page. @throws {ApiProblem} `unreachable` also when something other than the hub answered. */
export async function readDeviceCard<Which extends DeviceCardName>(serial: string, which: Which): Promise<DeviceCard<Which>> {
  const card = await get<DeviceCard<Which> | string>(`/v1/devices/${encodeURIComponent(serial)}/cards/${which}`);
  if (typeof card !== 'object') throw notTheHub();
  return card;
}

/** Says what this phone has not sent. */
export const reportPhone = (device: string, report: PhoneReport): Promise<PhoneReceipt> => request<PhoneReceipt>({ method: 'PUT', url: `/v1/phones/${encodeURIComponent(device)}`, data: report });
