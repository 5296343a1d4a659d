import type { JobProposal } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { all, textOr, type Row } from './rows.erp.ts';
import { skillOf } from './visit-cards.erp.ts';

const FIELDS = ['name', 'label_fr', 'label_en', 'default_minutes', 'crew_size', 'issue_types', { required_skills: ['skill', 'level'] }] as const;

/** Every kind of job, with the kinds of ticket it is proposed for. */
export async function readJobTypes(site: FrappeSite): Promise<(JobProposal['jobTypes'][number] & { issueTypes: string[] })[]> {
  const rows = (await site.list('Dispatch Job Type', all({ fields: FIELDS, orderBy: 'name asc' }))) as Row<'Dispatch Job Type'>[];
  return rows.map((row) => ({
    name: textOr(row.name),
    label: { fr: textOr(row.label_fr), en: textOr(row.label_en) },
    durationMinutes: Math.max(5, row.default_minutes ?? 60),
    crewSize: Math.max(1, row.crew_size ?? 1),
    requiredSkills: (row.required_skills ?? []).map(skillOf),
    issueTypes: textOr(row.issue_types).split(/[,\n]/).map((each) => each.trim()).filter((each) => each !== ''),
  }));
}
