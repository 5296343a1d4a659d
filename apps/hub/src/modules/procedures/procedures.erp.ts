import type { FlowStep, FlowTemplate } from '@gigafibre/contracts';
import type { Doc, NewRow } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { all, commandsOf, definitionOf, flowOfHead, getOrRefuse, naiveOf, readFlowVersions, stampedAt, textOr, updateAsRead, versionCode, withMark } from '../book/index.ts';
import type { ProcedureBook, ProcedureRecord, ProcedureText } from './procedures.ports.ts';

type Head = Doc<'Flow Template'>;
type ErpKind = Doc<'Flow Step'>['kind'];
const KINDS = { check: 'Check', photo: 'Photo', scan: 'Scan', reading: 'Reading', choice: 'Choice', text: 'Text', signature: 'Signature', calculated: 'Calculated' } as const satisfies Record<FlowStep['kind'], ErpKind>;

/** The book of procedures in the ERP, as the person whose site it is. */
export function createProcedureBook(site: FrappeSite): ProcedureBook {
  const recordOf = async (doc: Head): Promise<ProcedureRecord> => ({ ...stampsOf(doc), published: await publishedOf(site, doc), draft: draftOf(doc), commands: commandsOf(doc) });
  return {
    read: async (name) => recordOf(await getOrRefuse(site, 'Flow Template', name)),
    async find(name) {
      const doc = await site.find('Flow Template', name);
      return doc && recordOf(doc);
    },
    async create(name, text, { by, at, command }) {
      const draft = draftText({ name, version: 1, ...text }, by.displayName, at);
      return recordOf(await site.insert('Flow Template', { template_code: name, version: 0, ...titles(text), is_active: 1, steps: [], ...draft, created_by_command: command }));
    },
    async writeDraft(read, draft, { by, mark }) {
      const doc = await site.get('Flow Template', read.name);
      const fields = draft === null ? { draft: null, draft_by: null, draft_at: null } : draftText(draft, by.displayName, mark.at);
      return recordOf(await updateAsRead(site, 'Flow Template', read, { ...fields, commands: withMark(doc.commands, mark) }));
    },
    async numberFor({ name, published }, command) {
      const rows = await site.list('Flow Version', all({ fields: ['version', 'created_by_command'], filters: [['flow_template', '=', name]] }));
      const own = rows.find(({ created_by_command }) => created_by_command === command);
      return own?.version ?? Math.max(published?.version ?? 0, ...rows.map(({ version = 0 }) => version)) + 1;
    },
    async publish(read, { template, summary, carriesOver, by, at }, mark) {
      const code = versionCode({ template: template.name, version: template.version });
      const published = { published_at: naiveOf(at), published_by: by.displayName };
      if ((await site.find('Flow Version', code)) === undefined) {
        await site.insert('Flow Version', { version_code: code, flow_template: template.name, version: template.version, summary, carries_over: carriesOver ? 1 : 0, ...published, definition: JSON.stringify(template), created_by_command: mark.id });
      }
      const doc = await site.get('Flow Template', read.name);
      const inForce = { version: template.version, ...titles(template), steps: template.steps.map(rowOf), ...published, draft: null, draft_by: null, draft_at: null };
      return recordOf(await updateAsRead(site, 'Flow Template', read, { ...inForce, commands: withMark(doc.commands, mark) }));
    },
    async assign(read, jobTypes, mark) {
      const rows = await site.list('Dispatch Job Type', all({ fields: ['name', 'modified', 'flow_template'] }));
      for (const { name = '', modified = '', flow_template } of rows) {
        const isWanted = jobTypes.includes(name);
        if (isWanted !== (flow_template === read.name)) await updateAsRead(site, 'Dispatch Job Type', { name, modified }, { flow_template: isWanted ? read.name : null });
      }
      const doc = await site.get('Flow Template', read.name);
      return recordOf(await updateAsRead(site, 'Flow Template', read, { commands: withMark(doc.commands, mark) }));
    },
    async unknownJobTypes(codes) {
      const rows = codes.length === 0 ? [] : await site.list('Dispatch Job Type', all({ fields: ['name'], filters: [['name', 'in', codes]] }));
      return codes.filter((code) => !rows.some(({ name }) => name === code));
    },
  };
}

const stampsOf = ({ name, modified, modified_by }: Head) => ({ name, modified, changedBy: modified_by, changedAt: stampedAt(modified) });

const titles = ({ title }: ProcedureText) => ({ title_fr: title.fr, title_en: title.en });
const draftText = (draft: FlowTemplate, by: string, at: string) => ({ draft: JSON.stringify(draft), draft_by: by, draft_at: naiveOf(at) });
export const draftOf = (doc: { readonly draft?: string }): FlowTemplate | null => definitionOf(doc.draft) ?? null;

/** What is in force: the version as it was published, or the rows of a template that never was. */
export async function publishedOf(site: FrappeSite, doc: Head): Promise<FlowTemplate | null> {
  if (doc.version === 0) return null;
  const version = { template: doc.name, version: doc.version };
  return (await readFlowVersions(site, [version])).get(versionCode(version))?.template ?? flowOfHead(doc);
}

/** A step as the ERP's own lists and reports read it; the published version holds the rest. */
const rowOf = ({ step, label, kind, required, unit, minimum, maximum, choices }: FlowStep): NewRow<Doc<'Flow Step'>> => ({
  step, label_fr: textOr(label.fr), label_en: textOr(label.en), kind: KINDS[kind], required: required ? 1 : 0, unit, minimum: minimum ?? 0, maximum: maximum ?? 0, choices: choices.map(({ value }) => value).join('\n'),
});
