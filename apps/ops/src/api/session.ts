import type { DemoAccounts, Session, SignedOut, SignIn, SignInWays, TechLinkExchange } from '@gigafibre/contracts';
import { get, post, request } from './http.ts';

export const readSession = (): Promise<Session> => get<Session>('/v1/session');

export const signIn = (credentials: SignIn): Promise<Session> => post<Session>('/v1/session', credentials);

/** @returns where the browser goes on to, when the provider's own session has to end too. */
export const signOut = async (): Promise<string | undefined> => (await request<SignedOut | ''>({ method: 'DELETE', url: '/v1/session' }) || undefined)?.next;

/** How people may sign in here. */
export const readSignInWays = (): Promise<SignInWays> => get<SignInWays>('/v1/session/ways');

/** The accounts of a demonstration; an empty list where real people sign in. */
export const readDemoAccounts = (): Promise<DemoAccounts> => get<DemoAccounts>('/v1/session/accounts');

/** Signs a technician in for a shift with the code of the link in the SMS. */
export const exchangeTechLink = (exchange: TechLinkExchange): Promise<Session> => post<Session>('/otp/tech-link/exchange', exchange);
