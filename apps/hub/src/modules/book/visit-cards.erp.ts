import type { CrewMember, RequiredSkill, VisitCard, Words } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { Filters, FrappeSite } from '@gigafibre/frappe';
import { all, coordinateOf, failureOf, instantOf, nameOr, priorityOf, stampedAt, textOr, visitStatusOf, windowOf, type Row } from './rows.erp.ts';

interface JoinedToVisit {
  job_subject: string;
  job_type: string;
  job_ticket: string;
  job_customer: string;
  job_customer_name: string;
  job_priority: string;
  job_crew_size: number;
  job_minutes: number;
  job_sla_due: string;
  place_address: string;
  place_city: string;
  place_zone: string;
  place_latitude: number;
  place_longitude: number;
}

type VisitRow = Row<'Dispatch Visit', JoinedToVisit>;

const FIELDS = [
  'name', 'modified', 'creation', 'job', 'sequence', 'customer', 'service_location', 'status', 'window_start', 'window_end', 'planned_start',
  'duration_minutes', 'pinned', 'departed_at', 'arrived_at', 'ended_at', 'failure_reason',
  'job.subject as job_subject', 'job.job_type as job_type', 'job.issue as job_ticket', 'job.customer as job_customer', 'job.customer_name as job_customer_name',
  'job.priority as job_priority', 'job.crew_size as job_crew_size', 'job.duration_minutes as job_minutes', 'job.sla_due as job_sla_due',
  'service_location.address_line as place_address', 'service_location.city as place_city', 'service_location.zone as place_zone',
  'service_location.latitude as place_latitude', 'service_location.longitude as place_longitude',
  { crew: ['technician', 'role'] },
] as const;

/** The cards of the visits that a filter finds, by planned start: three questions to the ERP, however many they are. */
export async function readVisitCards(site: FrappeSite, filters: Filters, orFilters?: Filters): Promise<VisitCard[]> {
  const query = { fields: FIELDS, filters, ...(orFilters !== undefined && { orFilters }), orderBy: 'planned_start asc, name asc' };
  const rows = (await site.list('Dispatch Visit', all(query))) as VisitRow[];
  if (rows.length === 0) return [];
  const jobs = [...new Set(rows.flatMap(({ job }) => (job === undefined ? [] : [job])))];
  const [skills, labels] = await Promise.all([readJobSkills(site, jobs), readJobTypeLabels(site)]);
  return rows.map((row) => cardOf(row, skills.get(textOr(row.job)) ?? [], labels.get(textOr(row.job_type))));
}

/** The skills that jobs ask for, by job. */
export async function readJobSkills(site: FrappeSite, jobs: readonly string[]): Promise<ReadonlyMap<string, RequiredSkill[]>> {
  const rows = (await site.list('Dispatch Job', all({ fields: ['name', { required_skills: ['skill', 'level'] }], filters: [['name', 'in', jobs]] }))) as Row<'Dispatch Job'>[];
  return new Map(rows.map(({ name, required_skills = [] }) => [textOr(name), required_skills.map(skillOf)]));
}

export const skillOf = ({ skill, level }: Pick<Doc<'Required Skill'>, 'skill' | 'level'>): RequiredSkill => ({ skill, level: Math.min(5, Math.max(1, level)) });

/** What job types are called, by their code. */
export async function readJobTypeLabels(site: FrappeSite): Promise<ReadonlyMap<string, Words>> {
  const rows = await site.list('Dispatch Job Type', all({ fields: ['name', 'label_fr', 'label_en'] }));
  return new Map(rows.map(({ name, label_fr, label_en }) => [textOr(name), { fr: textOr(label_fr), en: textOr(label_en) }]));
}

export const crewOf = (rows: readonly Pick<Doc<'Visit Crew'>, 'technician' | 'role'>[]): CrewMember[] =>
  rows.map(({ technician, role }) => ({ technician, role: role === 'Helper' ? 'helper' : role === 'Trainee' ? 'trainee' : 'lead' }));

export const addressLabel = (addressLine: string | undefined, city: string | undefined): string => [addressLine, city].filter((part) => part !== undefined && part !== '').join(', ');

const cardOf = (row: VisitRow, requiredSkills: RequiredSkill[], labels: Words | undefined): VisitCard => ({
  name: textOr(row.name),
  modified: textOr(row.modified),
  createdAt: stampedAt(row.creation),
  sequence: row.sequence ?? 1,
  status: visitStatusOf(row.status),
  pinned: row.pinned === 1,
  crew: crewOf(row.crew ?? []),
  failureReason: failureOf(row.failure_reason),
  requiredSkills,
  ...workOf(row, labels),
  ...timesOf(row),
  place: placeOf(row),
});

const workOf = (row: VisitRow, labels: Words | undefined) => ({
  job: textOr(row.job),
  subject: textOr(row.job_subject),
  jobType: textOr(row.job_type),
  jobTypeLabel: labels ?? { fr: textOr(row.job_type), en: textOr(row.job_type) },
  ticket: nameOr(row.job_ticket),
  customer: textOr(row.customer, textOr(row.job_customer)),
  customerName: textOr(row.job_customer_name),
  priority: priorityOf(row.job_priority),
  crewSize: Math.max(1, row.job_crew_size ?? 1),
});

const timesOf = (row: VisitRow) => ({
  window: windowOf(row.window_start, row.window_end),
  plannedStart: instantOf(row.planned_start),
  durationMinutes: row.duration_minutes === undefined || row.duration_minutes === 0 ? (row.job_minutes ?? 0) : row.duration_minutes,
  slaDue: instantOf(row.job_sla_due),
  departedAt: instantOf(row.departed_at),
  arrivedAt: instantOf(row.arrived_at),
  endedAt: instantOf(row.ended_at),
});

const placeOf = (row: VisitRow): VisitCard['place'] => ({
  location: nameOr(row.service_location),
  label: addressLabel(row.place_address, row.place_city),
  city: textOr(row.place_city),
  zone: textOr(row.place_zone),
  latitude: coordinateOf(row.place_latitude),
  longitude: coordinateOf(row.place_longitude),
});
