import { FlowTemplate, STEP_KINDS, type FlowStep, type FlowVersionUsed } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { Value } from 'typebox/value';
import { all, nameOr, textOr, type Row } from './rows.erp.ts';

/** A version as it was published, with what its publisher said of visits under way. */
export interface PublishedFlow {
  readonly template: FlowTemplate;
  readonly carriesOver: boolean;
  readonly summary: string;
}

/** The name that the ERP keeps a version under. */
export const versionCode = ({ template, version }: FlowVersionUsed): string => `${template}-v${String(version)}`;

/** The procedures in force of job types, by the job type's code; those without one are absent. */
export async function readFlows(site: FrappeSite, jobTypes: readonly string[]): Promise<ReadonlyMap<string, PublishedFlow>> {
  if (jobTypes.length === 0) return new Map();
  const rows = (await site.list('Dispatch Job Type', all({ fields: ['name', 'flow_template'], filters: [['name', 'in', [...new Set(jobTypes)]]] }))) as Row<'Dispatch Job Type'>[];
  const wanted = [...new Set(rows.flatMap(({ flow_template }) => nameOr(flow_template) ?? []))];
  const heads = (await Promise.all(wanted.map((name) => site.get('Flow Template', name)))).filter(({ version }) => version > 0);
  const versions = await readFlowVersions(site, heads.map(({ name, version }) => ({ template: name, version })));
  const inForce = new Map(heads.map((head) => [head.name, versions.get(versionCode({ template: head.name, version: head.version })) ?? { template: flowOfHead(head), carriesOver: false, summary: '' }]));
  return new Map(rows.flatMap(({ name, flow_template }) => {
    const flow = inForce.get(textOr(flow_template));
    return name === undefined || flow === undefined ? [] : [[name, flow] as const];
  }));
}

/** Versions as they were published, by `versionCode`; those that were never published from here are absent. */
export async function readFlowVersions(site: FrappeSite, wanted: readonly FlowVersionUsed[]): Promise<ReadonlyMap<string, PublishedFlow>> {
  if (wanted.length === 0) return new Map();
  const rows = (await site.list('Flow Version', all({ fields: ['name', 'definition', 'carries_over', 'summary'], filters: [['name', 'in', [...new Set(wanted.map(versionCode))]]] }))) as Row<'Flow Version'>[];
  return new Map(rows.flatMap(({ name, definition, carries_over, summary }) => {
    const template = definitionOf(definition);
    return template === undefined ? [] : [[textOr(name), { template, carriesOver: carries_over === 1, summary: textOr(summary) }] as const];
  }));
}

/** A definition as the ERP keeps it. Undefined where there is none, or where somebody at the ERP has made something else of it. */
export function definitionOf(text: string | undefined): FlowTemplate | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return Value.Check(FlowTemplate, read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** What a template says in the ERP's own rows: all there is of one that was never published from here. */
export const flowOfHead = (doc: Doc<'Flow Template'>): FlowTemplate => ({
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
  choices: textOr(row.choices).split(/[\n,]/).map((choice) => choice.trim()).filter((choice) => choice !== '').map((choice) => ({ value: choice, label: { fr: choice, en: choice } })),
});

/** Frappe keeps no empty numbers: two zeros mean that nothing was set. */
const limitsOf = ({ minimum, maximum }: Doc<'Flow Step'>): Pick<FlowStep, 'minimum' | 'maximum'> => (minimum === 0 && maximum === 0 ? { minimum: null, maximum: null } : { minimum, maximum });
