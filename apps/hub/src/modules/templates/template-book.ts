import { Problem, type Actor, type Language, type TemplateDetail, type TemplateDraft, type TemplateSummary, type TemplateTexts, type TemplateVersion } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { ColumnType, Kysely, Selectable, Transaction } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { fill, type Values } from './fill.ts';
import { lintTemplate } from './lint.ts';
import { ruleOf } from './template-rules.ts';
import { isTemplate, seedOf, TEMPLATE_NAMES, type TemplateName } from './template-seeds.ts';

type Instant = ColumnType<string, string, string>;
type VersionTable = { template: string; version: number; texts: ColumnType<TemplateTexts, string, string>; note: string; by_user: string; by_name: string; at: Instant };
type PublishedTable = { template: string; version: number; by_user: string; at: Instant };
type TemplateTables = { template_versions: VersionTable; template_published: PublishedTable };
type Db = Kysely<HubTables & TemplateTables>;

/** A sentence of ours in the words that are published now. */
export type Wording = (template: TemplateName, language: Language, values: Values) => string;

export interface TemplateBook {
  /** The published words, for as long as one piece of work takes. */
  wording(transaction?: Transaction<HubTables>): Promise<Wording>;
  list(): Promise<TemplateSummary[]>;
  /** @throws {Problem} `not_found` */
  find(name: string): Promise<TemplateDetail>;
  /** Keeps a new version; nobody reads it yet. */
  draft(name: string, draft: TemplateDraft, by: Actor): Promise<TemplateDetail>;
  /** Makes a version, new or old, the one that people read. @throws {Problem} `template_unfit`, `not_found` */
  publish(name: string, version: number, by: Actor): Promise<TemplateDetail>;
}

interface Tools {
  readonly db: Database;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly ownHosts: readonly string[];
}

export function createTemplateBook(tools: Tools): TemplateBook {
  const db: Db = tools.db.$extendTables<TemplateTables>();
  const find = async (given: string): Promise<TemplateDetail> => {
    const name = known(given);
    const [rows, published] = await Promise.all([db.selectFrom('template_versions').selectAll().where('template', '=', name).orderBy('version', 'desc').execute(), db.selectFrom('template_published').selectAll().where('template', '=', name).executeTakeFirst()]);
    return detailOf(name, rows, published?.version ?? 0);
  };
  return {
    async wording(transaction) {
      const own: Db = transaction?.$extendTables<TemplateTables>() ?? db;
      const rows = await own.selectFrom('template_published as p').innerJoin('template_versions as v', (join) => join.onRef('v.template', '=', 'p.template').onRef('v.version', '=', 'p.version')).select(['p.template', 'v.texts']).execute();
      const texts = new Map(rows.map((row) => [row.template, row.texts]));
      return (template, language, values) => fill((texts.get(template) ?? seedOf(template).texts)[language].body, values);
    },
    async list() {
      const details = await Promise.all(TEMPLATE_NAMES.map((name) => find(name)));
      return details.map(({ name, channel, category, isLegal, variables, published, hasDraft }) => ({ name, channel, category, isLegal, variables, published, hasDraft }));
    },
    find,
    async draft(given, { texts, note }, by) {
      const name = known(given);
      await tools.db.transaction().execute(async (transaction) => {
        const own: Db = transaction.$extendTables<TemplateTables>();
        await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 61))`.execute(transaction);
        const last = await own.selectFrom('template_versions').select(({ fn }) => fn.max('version').as('version')).where('template', '=', name).executeTakeFirst();
        const version = (last?.version ?? 0) + 1;
        await own.insertInto('template_versions').values({ template: name, version, texts: JSON.stringify(texts), note, by_user: by.user, by_name: by.displayName, at: instantText(tools.clock()) }).execute();
        await tools.events.append([{ type: 'template.drafted', actor: by, subject: { doctype: 'Message Template', name }, related: {}, facts: { version, note } }], transaction);
      });
      return find(name);
    },
    async publish(given, version, by) {
      const detail = await find(given);
      const chosen = detail.versions.find((each) => each.version === version);
      if (chosen === undefined) throw new Problem('not_found', { facts: { template: given, version } });
      const faults = lintTemplate(chosen.texts, lintedOf(known(given), tools.ownHosts)).filter(({ level }) => level === 'error');
      if (faults.length > 0) throw new Problem('template_unfit', { facts: { faults } });
      const row = { template: detail.name, version, by_user: by.user, at: instantText(tools.clock()) };
      await tools.db.transaction().execute(async (transaction) => {
        await transaction.$extendTables<TemplateTables>().insertInto('template_published').values(row).onConflict((conflict) => conflict.column('template').doUpdateSet(row)).execute();
        await tools.events.append([{ type: 'template.published', actor: by, subject: { doctype: 'Message Template', name: detail.name }, related: {}, facts: { version, before: detail.published.version } }], transaction);
      });
      return find(given);
    },
  };
}

function known(name: string): TemplateName {
  if (!isTemplate(name)) throw new Problem('not_found', { facts: { template: name.slice(0, 80) } });
  return name;
}

export const lintedOf = (name: TemplateName, ownHosts: readonly string[]) => ({ seed: seedOf(name), rule: ruleOf(name), ownHosts });

function detailOf(name: TemplateName, rows: readonly Selectable<VersionTable>[], published: number): TemplateDetail {
  const seed = seedOf(name);
  const delivered: TemplateVersion = { version: 0, texts: seed.texts, note: '', by: '', at: null, isPublished: published === 0 };
  const versions = [...rows.map(({ version, texts, note, by_name: by, at }): TemplateVersion => ({ version, texts, note, by, at, isPublished: version === published })), delivered];
  const { category, isLegal } = ruleOf(name);
  return { name, channel: seed.channel, category, isLegal, variables: [...seed.variables], published: versions.find(({ isPublished }) => isPublished) ?? delivered, hasDraft: (versions[0]?.version ?? 0) > published, versions };
}
