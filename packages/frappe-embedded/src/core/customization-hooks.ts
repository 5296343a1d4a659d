import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { invalid } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { remeta } from '../site/registry.ts';
import { asText } from '../text.ts';
import { checkField, fieldnameOf } from './field-rules.ts';

/** Lays a change of provisioning over its DocType at once: the next statement of the same request already sees it. */
const relay = (field: string) => async (ctx: Context, doc: SiteDocument): Promise<void> => {
  await remeta(ctx, asText(doc[field]));
};

export const customFieldHooks: DoctypeHooks = {
  autoname: (_, doc) => {
    doc['fieldname'] = asText(doc['fieldname']) || `custom_${fieldnameOf(asText(doc['label']))}`;
    doc['label'] = asText(doc['label']) || asText(doc['fieldname']);
    doc.name = `${asText(doc['dt'])}-${asText(doc['fieldname'])}`;
  },
  validate: (ctx, doc, before) => {
    const meta = ctx.meta(asText(doc['dt']));
    if (before === undefined && meta.byName.has(asText(doc['fieldname']))) throw invalid(`A field with the name <strong>${asText(doc['fieldname'])}</strong> already exists in ${meta.name}`);
    checkField(ctx, meta.name, doc);
  },
  afterInsert: async (ctx, doc) => {
    await ctx.db.write(`update ${tableOf('Custom Field')} set idx = (select count(*) from ${tableOf('Custom Field')} where dt = $2) where name = $1`, [doc.name, doc['dt']]);
  },
  onUpdate: relay('dt'),
  afterDelete: relay('dt'),
};

export const propertySetterHooks: DoctypeHooks = {
  autoname: (_, doc) => {
    doc.name = `${asText(doc['doc_type'])}-${asText(doc['field_name']) || 'main'}-${asText(doc['property'])}`;
  },
  // A setter replaces the one of the same target.
  beforeValidate: async (ctx, doc, before) => {
    if (before === undefined) await ctx.db.write(`delete from ${tableOf('Property Setter')} where name = $1`, [doc.name]);
  },
  onUpdate: relay('doc_type'),
  afterDelete: relay('doc_type'),
};

export const customPermissionHooks: DoctypeHooks = { onUpdate: relay('parent'), afterDelete: relay('parent') };
