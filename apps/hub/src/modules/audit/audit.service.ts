import type { HubEvent, Trail } from '@gigafibre/contracts';
import type { Audited, TrailLog } from './audit.ports.ts';

/** Who did what and when to a job, its visits, its ticket and the devices it touched (F13), newest first. */
export async function readTrail(log: TrailLog, { job, ticket, equipment }: Audited): Promise<Trail> {
  const others = await Promise.all([...(ticket === null ? [] : [log.about({ ticket })]), ...equipment.map((serial) => log.about({ equipment: serial }))]);
  const beside = others.flat().filter(({ related }) => related.job === undefined || related.job === job);
  const bySeq = new Map([...(await log.about({ job })), ...beside].map((event) => [event.seq, event]));
  return { entries: [...bySeq.values()].sort((a, b) => b.seq - a.seq).map(withoutBookkeeping) };
}

const BOOKKEEPING = new Set(['fingerprint', 'modified']);

/** What the hub keeps beside an event for itself is nobody's to read. */
const withoutBookkeeping = (event: HubEvent): HubEvent => ({ ...event, facts: Object.fromEntries(Object.entries(event.facts).filter(([name]) => !BOOKKEEPING.has(name))) });
