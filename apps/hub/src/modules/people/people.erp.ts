import type { SkillTag, TechnicianFile } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { all, nameOr, readJobSkills, textOr, type Row } from '../book/index.ts';
import type { PastVisit, PeopleBook } from './people.ports.ts';

const FILE_FIELDS = ['name', 'modified', 'technician_name', 'user', 'mobile_no', 'email', 'zone', 'trade', 'employment', 'language', 'status', { skills: ['skill', 'level', 'expires_on'] }] as const;

/** People in the ERP, as whoever's site it is. */
export const createPeopleBook = (site: FrappeSite): PeopleBook => ({
  tags: () => readTags(site),
  technicians: async () => ((await site.list('Dispatch Technician', all({ fields: FILE_FIELDS, orderBy: 'technician_name asc, name asc' }))) as Row<'Dispatch Technician'>[]).map(fileOf),
  completedSince: (day) => readCompleted(site, day),
});

async function readTags(site: FrappeSite): Promise<SkillTag[]> {
  const rows = await site.list('Dispatch Tag', all({ fields: ['name', 'label_fr', 'label_en', 'tag_type', 'has_expiry'], orderBy: 'tag_type desc, name asc' }));
  return rows.map(({ name, label_fr, label_en, tag_type, has_expiry }) => ({
    name: textOr(name),
    label: { fr: textOr(label_fr, textOr(name)), en: textOr(label_en, textOr(name)) },
    isCertification: tag_type === 'Certification',
    hasExpiry: has_expiry === 1,
  }));
}

const fileOf = (row: Row<'Dispatch Technician'>): TechnicianFile => ({
  name: textOr(row.name),
  modified: textOr(row.modified),
  displayName: textOr(row.technician_name),
  user: nameOr(row.user),
  mobile: textOr(row.mobile_no),
  email: textOr(row.email),
  zone: textOr(row.zone),
  trade: row.trade ?? 'Residential',
  employment: row.employment ?? 'Employee',
  language: row.language ?? 'fr',
  isActive: row.status !== 'Inactive',
  skills: (row.skills ?? []).map(({ skill, level, expires_on }) => ({ skill, level: Math.max(0, Math.min(5, level)), expiresOn: nameOr(expires_on) })),
});

async function readCompleted(site: FrappeSite, day: string): Promise<PastVisit[]> {
  const visits = (await site.list('Dispatch Visit', all({ fields: ['name', 'job', { crew: ['technician', 'role'] }], filters: [['status', '=', 'Done'], ['ended_at', '>=', `${day} 00:00:00`]] }))) as Row<'Dispatch Visit'>[];
  const jobs = [...new Set(visits.flatMap(({ job }) => job ?? []))];
  const required = jobs.length === 0 ? new Map<string, never>() : await readJobSkills(site, jobs);
  return visits.map(({ job, crew = [] }) => ({ technicians: crew.filter(({ role }) => role !== 'Trainee').map(({ technician }) => technician), required: required.get(textOr(job)) ?? [] }));
}
