import { siteDate } from '@gigafibre/kernel';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import type { Executors } from '../commands/index.ts';
import { createPeopleBook } from './people.erp.ts';
import { peopleRoutes } from './people.routes.ts';
import { readSkillGrid, readSkillProposals } from './people.service.ts';
import { createStaffBook } from './staff.erp.ts';
import { createStaffSessions } from './staff-sessions.ts';
import { createStaffCommands, readStaff } from './staff.service.ts';

type PeopleTools = Pick<HubTools, 'site' | 'db' | 'sessions' | 'clock'>;

/** What an administrator decides about accounts. */
export const staffCommands = (tools: PeopleTools): Pick<Executors, Extract<keyof Executors, `staff.${string}`>> =>
  createStaffCommands({ bookFor: (person) => createStaffBook(siteFor(tools.site, person)), sessions: createStaffSessions(tools) });

export const peopleModule =
  (tools: PeopleTools): HubPlugin =>
  async (app) => {
    const today = () => siteDate(tools.clock());
    peopleRoutes(app, {
      grid: (by) => readSkillGrid(createPeopleBook(siteFor(tools.site, by)), today()),
      proposals: (by) => readSkillProposals(createPeopleBook(siteFor(tools.site, by)), today()),
      staff: (by) => readStaff(createStaffBook(siteFor(tools.site, by)), createStaffSessions(tools)),
    });
  };
