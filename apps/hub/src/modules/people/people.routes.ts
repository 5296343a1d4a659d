import { SkillGrid, SkillProposals, StaffList, type Principal } from '@gigafibre/contracts';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface PeopleReads {
  readonly grid: (by: Principal) => Promise<SkillGrid>;
  readonly proposals: (by: Principal) => Promise<SkillProposals>;
  readonly staff: (by: Principal) => Promise<StaffList>;
}

const board = requireRole('dispatcher', 'admin');

export function peopleRoutes(app: HubApp, { grid, proposals, staff }: PeopleReads): void {
  app.get('/v1/people/skills', { config: { ...board, readsPersonal: 'technicians' }, schema: { tags: ['people'], summary: 'Technicians and what they can do', response: { 200: SkillGrid } } }, ({ principal }) => grid(principal));
  app.get('/v1/people/skill-proposals', { config: board, schema: { tags: ['people'], summary: 'What past visits say technicians can do', response: { 200: SkillProposals } } }, ({ principal }) => proposals(principal));
  app.get('/v1/people/staff', { config: { ...requireRole('admin'), readsPersonal: 'staff' }, schema: { tags: ['people'], summary: 'Accounts and their roles', response: { 200: StaffList } } }, ({ principal }) => staff(principal));
}
