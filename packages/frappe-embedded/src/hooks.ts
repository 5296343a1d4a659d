import type { Context } from './context.ts';

/** A document in memory: standard fields, value fields, one array per table field. */
export interface SiteDocument {
  doctype: string;
  name: string;
  [field: string]: unknown;
}

/**
 * What a DocType does besides what its fields say. Each hook may change the document it is given;
 * those up to `validate`, `beforeSubmit` and `beforeNaming` run before it is stored, the others after.
 * `before` is the stored version, absent on insert.
 */
export interface DoctypeHooks {
  beforeInsert?: Hook;
  /** May set `doc.name`; an empty name leaves the DocType's own naming rule to decide. */
  autoname?: Hook;
  beforeValidate?: Hook;
  validate?: Hook;
  beforeSubmit?: Hook;
  beforeUpdateAfterSubmit?: Hook;
  afterInsert?: Hook;
  onUpdate?: Hook;
  onSubmit?: Hook;
  onUpdateAfterSubmit?: Hook;
  beforeCancel?: Hook;
  onCancel?: Hook;
  onTrash?: Hook;
  afterDelete?: Hook;
  afterRename?: (ctx: Context, oldName: string, newName: string) => Promise<void>;
  /** DocTypes whose submitted documents do not stop a cancellation. */
  ignoreLinkedOnCancel?: readonly string[];
  /** What may be called on a stored document (`run_method`), by name. */
  methods?: Readonly<Record<string, DocumentMethod>>;
}

/** A whitelisted method of a document, given the request's values. It answers with a document or with any JSON value. */
export type DocumentMethod = (ctx: Context, doc: SiteDocument, values: Readonly<Record<string, unknown>>) => Promise<unknown>;

const STEPS = [
  'beforeInsert', 'autoname', 'beforeValidate', 'validate', 'beforeSubmit', 'beforeUpdateAfterSubmit', 'afterInsert', 'onUpdate', 'onSubmit', 'onUpdateAfterSubmit', 'beforeCancel', 'onCancel', 'onTrash', 'afterDelete',
] as const satisfies readonly (keyof DoctypeHooks)[];

/** What two rooms add to one DocType: each step of the first runs before that of the second. */
export function bothHooks(first: DoctypeHooks | undefined, second: DoctypeHooks): DoctypeHooks {
  if (first === undefined) return second;
  const both: DoctypeHooks = { ...first, ...second, methods: { ...first.methods, ...second.methods }, ignoreLinkedOnCancel: [...(first.ignoreLinkedOnCancel ?? []), ...(second.ignoreLinkedOnCancel ?? [])] };
  for (const step of STEPS) {
    const [one, two] = [first[step], second[step]];
    if (one !== undefined && two !== undefined) {
      both[step] = async (ctx, doc, before) => {
        await one(ctx, doc, before);
        await two(ctx, doc, before);
      };
    }
  }
  return both;
}

export type Hook = (ctx: Context, doc: SiteDocument, before?: SiteDocument) => Promise<void> | void;
