import type { ReplayDay } from '@gigafibre/contracts';
import { stateHash } from '@gigafibre/dispatch';
import { siteMidnight, type Temporal } from '@gigafibre/kernel';
import { pastStaff } from './past-staff.ts';
import type { ChangeLog, DayBook, StaffLog } from './replay.ports.ts';

export interface ReplayQuestion {
  readonly day: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

export interface ReplaySources {
  readonly book: DayBook;
  readonly log: ChangeLog;
  readonly staff: StaffLog;
}

/** Everything that is needed to look at a day as it was at any minute of it: what the ERP has now, and what the log remembers. */
export async function readReplay({ book, log, staff: staffLog }: ReplaySources, { day, now }: ReplayQuestion): Promise<ReplayDay> {
  const stretch = { from: siteMidnight(day), until: siteMidnight(day.add({ days: 1 })) };
  const [records, staffEvents, standing, touched] = await Promise.all([book.everybody(), staffLog.changesSince(stretch.from), book.standing(day), log.visitsOf(stretch)]);
  const known = new Set(standing.map(({ name }) => name));
  const gone = await book.named(touched.filter((visit) => !known.has(visit)));
  const visits = [...standing, ...gone].filter(({ createdAt }) => createdAt < stretch.until.toString()).sort((one, other) => (one.name < other.name ? -1 : 1));
  const changes = await log.changesOf(visits.map(({ name }) => name));
  const atWork = new Set(visits.flatMap(({ crew }) => crew.map(({ technician }) => technician)));
  const staff = pastStaff(records, staffEvents, { range: { from: day, days: 1 }, until: stretch.until, atWork });
  return { day: day.toString(), from: stretch.from.toString(), until: stretch.until.toString(), asOf: now.toString(), ...staff, visits, changes: [...changes], hash: stateHash(visits) };
}
