import type { SkillGrid, SkillProposals, StaffList } from '@gigafibre/contracts';
import { get } from './http.ts';

/** Technicians and what they can do. */
export const readSkillGrid = (signal?: AbortSignal): Promise<SkillGrid> => get<SkillGrid>('/v1/people/skills', undefined, signal);

/** What past visits say technicians can do, beyond what their files say. */
export const readSkillProposals = (signal?: AbortSignal): Promise<SkillProposals> => get<SkillProposals>('/v1/people/skill-proposals', undefined, signal);

/** Accounts and their roles, for an administrator. */
export const readStaff = (signal?: AbortSignal): Promise<StaffList> => get<StaffList>('/v1/people/staff', undefined, signal);
