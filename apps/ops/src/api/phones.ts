import type { PhoneAccounts } from '@gigafibre/contracts';
import { get, request } from './http.ts';

/** What each technician's phone has not sent. */
export const readPhones = (): Promise<PhoneAccounts> => get<PhoneAccounts>('/v1/phones');

/** The technician has been asked what was on the phone. */
export const settleLostWork = (technician: string, device: string): Promise<void> =>
  request({ method: 'DELETE', url: `/v1/phones/${encodeURIComponent(technician)}/${encodeURIComponent(device)}/lost` });
