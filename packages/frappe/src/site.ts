import type { Doc, DocTypeName, NewDoc, Patch } from '@gigafibre/doctypes';

export type FilterOperator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'like' | 'not like' | 'in' | 'not in' | 'between' | 'is' | 'timespan' | 'descendants of' | 'descendants of (inclusive)';
export type FilterValue = string | number | boolean | null | readonly (string | number)[];
/** `[field, operator, value]`, or with the DocType first to reach into a table's rows. */
export type Filter = readonly [string, FilterOperator, FilterValue] | readonly [string, string, FilterOperator, FilterValue];
export type Filters = readonly Filter[] | Readonly<Record<string, FilterValue | readonly [FilterOperator, FilterValue]>>;
/** A column, `column as alias`, a dotted path, an aggregate `{ COUNT: 'name', as: 'n' }` or a table `{ items: ['qty'] }`. */
export type SelectedField = string | Readonly<Record<string, unknown>>;

export interface ListQuery {
  /** `name` alone when left out. */
  readonly fields?: readonly SelectedField[];
  readonly filters?: Filters;
  /** One of these must hold as well. */
  readonly orFilters?: Filters;
  /** Newest first when left out; give `name` as the last one or pages overlap. */
  readonly orderBy?: string;
  readonly start?: number;
  /** 20 when left out; 0 for all. */
  readonly limit?: number;
  readonly groupBy?: string;
  /** The parent's DocType, when rows of a table are asked for. */
  readonly parent?: DocTypeName;
}

export interface Upload {
  readonly name: string;
  readonly content: Uint8Array;
  readonly isPrivate: boolean;
  readonly attachedTo?: { readonly doctype: DocTypeName; readonly name: string; readonly field?: string };
}

/**
 * A Frappe site as we use it. Every method throws FrappeError: the ERP's refusal by `excType`, or `Unreachable`, `Timeout`.
 * Datetimes are naive site time. What is null is absent, in lists too.
 */
export interface FrappeSite {
  /** The same site, acting as another of its users. */
  as(user: string): FrappeSite;
  list<D extends DocTypeName>(doctype: D, query?: ListQuery): Promise<Partial<Doc<D>>[]>;
  count(doctype: DocTypeName, filters?: Filters): Promise<number>;
  get<D extends DocTypeName>(doctype: D, name: string): Promise<Doc<D>>;
  /** As `get`, but undefined for a document that does not exist. */
  find<D extends DocTypeName>(doctype: D, name: string): Promise<Doc<D> | undefined>;
  insert<D extends DocTypeName>(doctype: D, doc: NewDoc<D>): Promise<Doc<D>>;
  update<D extends DocTypeName>(doctype: D, name: string, patch: Patch<D>): Promise<Doc<D>>;
  delete(doctype: DocTypeName, name: string): Promise<void>;
  /** A whitelisted method by its dotted path. What a GET writes is rolled back by the ERP. */
  call<T>(method: string, args?: object, verb?: 'GET' | 'POST'): Promise<T>;
  upload(file: Upload): Promise<Doc<'File'>>;
}
