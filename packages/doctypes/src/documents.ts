import type { DocTypes } from './generated/types.ts';
import type { ChildFields, StandardFields } from './standard-fields.ts';

export type DocTypeName = keyof DocTypes;

/** A document as one reads it: what is null is absent, numbers and checks are 0 at least, tables are arrays. */
export type Doc<D extends DocTypeName> = DocTypes[D];

/** A table row as one sends it. `name` says which row of an existing document is meant. */
export type NewRow<Row> = { [K in keyof Omit<Row, keyof ChildFields | 'doctype'>]?: Row[K] | null } & { name?: string; idx?: number };

type Sent<Value> = Value extends readonly (infer Row)[] ? readonly NewRow<Row>[] : Value | null;
type Fields<D extends DocTypeName> = { [K in keyof Omit<Doc<D>, keyof StandardFields | 'doctype'>]?: Sent<Doc<D>[K]> };

/** A document as one creates it. The ERP fills what it can; `name` counts only where names are given by the user. */
export type NewDoc<D extends DocTypeName> = Fields<D> & { name?: string; docstatus?: 0 | 1 };

/** The fields to change. With `modified`, a change made since is refused; a table given replaces the whole table. */
export type Patch<D extends DocTypeName> = Fields<D> & { modified?: string; docstatus?: 0 | 1 | 2 };
