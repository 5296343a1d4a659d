import { STEP_KINDS, type FlowStep, type FlowTemplate } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { all, nameOr, textOr, type Row } from './rows.erp.ts';

/** The check-lists of job types, by the job type's code; those without one are absent. */
export async function readFlows(site: FrappeSite, jobTypes: readonly string[]): Promise<ReadonlyMap<string, FlowTemplate>> {
  if (jobTypes.length === 0) return new Map();
  const rows = (await site.list('Dispatch Job Type', all({ fields: ['name', 'flow_template'], filters: [['name', 'in', [...new Set(jobTypes)]]] }))) as Row<'Dispatch Job Type'>[];
  const wanted = [...new Set(rows.flatMap(({ flow_template }) => nameOr(flow_template) ?? []))];
  const templates = await Promise.all(wanted.map(async (name) => flowOf(await site.get('Flow Template', name))));
  const byName = new Map(templates.map((template) => [template.name, template]));
  return new Map(rows.flatMap(({ name, flow_template }) => {
    const template = byName.get(textOr(flow_template));
    return name === undefined || template === undefined ? [] : [[name, template] as const];
  }));
}

const flowOf = (doc: Doc<'Flow Template'>): FlowTemplate => ({
  name: doc.name,
  version: doc.version,
  title: { fr: doc.title_fr, en: doc.title_en },
  steps: doc.steps.map(stepOf),
});

const stepOf = (row: Doc<'Flow Step'>): FlowStep => ({
  step: row.step,
  label: { fr: row.label_fr, en: row.label_en },
  kind: STEP_KINDS.find((kind) => kind === textOr(row.kind).toLowerCase()) ?? 'check',
  required: row.required === 1,
  unit: textOr(row.unit),
  ...limitsOf(row),
  choices: textOr(row.choices).split(/[\n,]/).map((choice) => choice.trim()).filter((choice) => choice !== ''),
});

/** Frappe keeps no empty numbers: two zeros mean that nothing was set. */
const limitsOf = ({ minimum, maximum }: Doc<'Flow Step'>): Pick<FlowStep, 'minimum' | 'maximum'> => (minimum === 0 && maximum === 0 ? { minimum: null, maximum: null } : { minimum, maximum });
