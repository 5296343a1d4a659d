import { Problem, type ProcedureCard, type ProcedureSummary, type ProcedureVersion } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { all, getOrRefuse, instantOf, readDisplayNames, readFlowVersions, stampedAt, textOr, versionCode, type Row } from '../book/index.ts';
import { draftOf, publishedOf } from './procedures.erp.ts';
import type { ProcedureReading } from './procedures.ports.ts';

const UNDER_WAY = ['En Route', 'On Site', 'Paused'] as const;

/**
 * What the office reads of procedures.
 * @param system reads people's names, which a person may not read for himself.
 */
export const createProcedureReading = (site: FrappeSite, system: FrappeSite): ProcedureReading => ({
  list: () => listProcedures(site, system),
  card: (name) => readCard(site, name),
  async version(name, version) {
    const doc = await getOrRefuse(site, 'Flow Template', name);
    const wanted = { template: name, version };
    const found = (await readFlowVersions(site, [wanted])).get(versionCode(wanted))?.template ?? (doc.version === version ? await publishedOf(site, doc) : null);
    if (found === null) throw new Problem('not_found', { facts: { doctype: 'Flow Version', name: versionCode(wanted) } });
    return found;
  },
});

async function listProcedures(site: FrappeSite, system: FrappeSite): Promise<ProcedureSummary[]> {
  const fields = ['name', 'title_fr', 'title_en', 'version', 'draft', 'modified', 'modified_by', { steps: ['name'] }];
  const [heads, jobTypes, underWay] = await Promise.all([site.list('Flow Template', all({ fields, orderBy: 'title_fr asc, name asc' })), readJobTypes(site), countUnderWay(site)]);
  const people = await readDisplayNames(system, heads.map(({ modified_by }) => textOr(modified_by)));
  return (heads as Row<'Flow Template'>[]).map((head) => {
    const { name = '', version = 0, steps = [], modified_by } = head;
    const draft = draftOf(head);
    return {
      name,
      title: draft !== null && version === 0 ? draft.title : { fr: textOr(head.title_fr), en: textOr(head.title_en) },
      version,
      state: version === 0 ? 'draft' : draft === null ? 'published' : 'changed',
      steps: version === 0 ? (draft?.steps.length ?? 0) : steps.length,
      jobTypes: jobTypes.filter((type) => type.procedure === name).map(({ code, label }) => ({ code, label })),
      changedAt: stampedAt(head.modified),
      changedBy: people.get(textOr(modified_by)) ?? textOr(modified_by),
      underWay: underWay.filter((each) => each.template === name).length,
    } as const;
  });
}

async function readCard(site: FrappeSite, name: string): Promise<ProcedureCard> {
  const doc = await getOrRefuse(site, 'Flow Template', name);
  const [published, jobTypes, versions] = await Promise.all([publishedOf(site, doc), readJobTypes(site), readVersions(site, name)]);
  return {
    name,
    modified: doc.modified,
    published,
    draft: draftOf(doc),
    draftBy: textOr(doc.draft_by),
    draftAt: instantOf(doc.draft_at),
    jobTypes: jobTypes.filter((type) => type.procedure === name).map(({ code, label }) => ({ code, label })),
    versions,
  };
}

async function readVersions(site: FrappeSite, name: string): Promise<ProcedureVersion[]> {
  const fields = ['version', 'published_at', 'published_by', 'summary', 'carries_over'];
  const [rows, underWay] = await Promise.all([site.list('Flow Version', all({ fields, filters: [['flow_template', '=', name]], orderBy: 'version desc' })), countUnderWay(site)]);
  return rows.map(({ version = 0, published_at, published_by, summary, carries_over }) => ({
    version,
    publishedAt: instantOf(published_at),
    publishedBy: textOr(published_by),
    summary: textOr(summary),
    carriesOver: carries_over === 1,
    underWay: underWay.filter((each) => each.template === name && each.version === version).length,
  }));
}

async function countUnderWay(site: FrappeSite): Promise<readonly { readonly template: string; readonly version: number }[]> {
  const rows = await site.list('Dispatch Visit', all({ fields: ['flow_template', 'flow_version'], filters: [['status', 'in', UNDER_WAY], ['flow_template', 'is', 'set']] }));
  return rows.map(({ flow_template, flow_version = 0 }) => ({ template: textOr(flow_template), version: flow_version }));
}

async function readJobTypes(site: FrappeSite) {
  const rows = await site.list('Dispatch Job Type', all({ fields: ['name', 'label_fr', 'label_en', 'flow_template'], orderBy: 'label_fr asc, name asc' }));
  return rows.map(({ name, label_fr, label_en, flow_template }) => ({ code: textOr(name), label: { fr: textOr(label_fr), en: textOr(label_en) }, procedure: textOr(flow_template) }));
}

