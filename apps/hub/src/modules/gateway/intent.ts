import type { ExposedDoctype } from './exposure.ts';

export type Operator = '=' | '!=' | 'in' | 'like' | 'between' | '>=' | '<=';
export type Scalar = string | number | null;
export type Clause = readonly [field: string, operator: Operator, value: Scalar | readonly Scalar[]];
export type Order = readonly [field: string, direction: 'asc' | 'desc'];

/** What somebody wants of the ERP, understood: the request that goes upstream is written from this and from nothing else. */
export type Intent =
  | { readonly kind: 'list'; readonly doctype: ExposedDoctype; readonly fields: readonly string[]; readonly filters: readonly Clause[]; readonly orFilters: readonly Clause[]; readonly orderBy: readonly Order[]; readonly start: number; readonly limit: number }
  | { readonly kind: 'count'; readonly doctype: ExposedDoctype; readonly filters: readonly Clause[] }
  | { readonly kind: 'read'; readonly doctype: ExposedDoctype; readonly name: string }
  | { readonly kind: 'update'; readonly doctype: ExposedDoctype; readonly name: string; readonly changes: Readonly<Record<string, Scalar>>; readonly modified: string };
