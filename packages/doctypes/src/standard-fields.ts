/** What Frappe keeps on every document. Datetimes are naive site time, `2026-01-31 14:05:09.123456`. */
export interface StandardFields {
  name: string;
  owner: string;
  creation: string;
  /** Echo it byte for byte in an update to have a concurrent change refused. */
  modified: string;
  modified_by: string;
  /** 0 draft, 1 submitted, 2 cancelled. */
  docstatus: 0 | 1 | 2;
  idx: number;
  _user_tags?: string;
  _comments?: string;
  _assign?: string;
  _liked_by?: string;
}

/** The same for a row of a table. */
export interface ChildFields extends StandardFields {
  parent: string;
  parentfield: string;
  parenttype: string;
}
