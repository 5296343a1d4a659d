import type { DemoAccounts, Session, SignIn, TechLinkExchange } from '@gigafibre/contracts';
import { get, post, request } from './http.ts';

export const readSession = (): Promise<Session> => get<Session>('/v1/session');

export const signIn = (credentials: SignIn): Promise<Session> => post<Session>('/v1/session', credentials);

export const signOut = (): Promise<unknown> => request({ method: 'DELETE', url: '/v1/session' });

/** The accounts of a demonstration; an empty list where real people sign in. */
export const readDemoAccounts = (): Promise<DemoAccounts> => get<DemoAccounts>('/v1/session/accounts');

/** Signs a technician in for a shift with the code of the link in the SMS. */
export const exchangeTechLink = (exchange: TechLinkExchange): Promise<Session> => post<Session>('/otp/tech-link/exchange', exchange);
