import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import type { Executors } from '../commands/index.ts';
import { createTechnicianBook } from './technicians.erp.ts';
import { createTechnicianCommands } from './technicians.service.ts';

/** What a technician's days take on command. */
export const technicianCommands = ({ site }: Pick<HubTools, 'site'>): Pick<Executors, Extract<keyof Executors, `technician.${string}`>> => createTechnicianCommands((person) => createTechnicianBook(siteFor(site, person)));
