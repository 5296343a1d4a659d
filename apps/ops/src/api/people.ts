import type { ChainState, ChainVerified, SessionList, SessionsEnded, SkillGrid, SkillProposals, StaffList } from '@gigafibre/contracts';
import { get, post, request } from './http.ts';

/** Technicians and what they can do. */
export const readSkillGrid = (signal?: AbortSignal): Promise<SkillGrid> => get<SkillGrid>('/v1/people/skills', undefined, signal);

/** What past visits say technicians can do, beyond what their files say. */
export const readSkillProposals = (signal?: AbortSignal): Promise<SkillProposals> => get<SkillProposals>('/v1/people/skill-proposals', undefined, signal);

/** Accounts and their roles, for an administrator. */
export const readStaff = (signal?: AbortSignal): Promise<StaffList> => get<StaffList>('/v1/people/staff', undefined, signal);

/** Who is signed in where, as far as whoever asks may see. */
export const readSessions = (signal?: AbortSignal): Promise<SessionList> => get<SessionList>('/v1/sessions', undefined, signal);

export const endSession = (id: string): Promise<void> => request({ method: 'DELETE', url: `/v1/sessions/${encodeURIComponent(id)}` });

/** Ends every session of a person. */
export const endSessionsOf = (user: string): Promise<SessionsEnded> => request<SessionsEnded>({ method: 'DELETE', url: '/v1/sessions', params: { user } });

/** How far the audit trail is chained and signed, for an administrator. */
export const readChain = (signal?: AbortSignal): Promise<ChainState> => get<ChainState>('/v1/audit/chain', undefined, signal);

/** Has a stretch of the chain looked at; ask again after what was reached until its end. */
export const verifyChain = (after: number, signal?: AbortSignal): Promise<ChainVerified> => post<ChainVerified>('/v1/audit/verify', { after }, signal);
