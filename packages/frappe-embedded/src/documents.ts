/*
 * The front of the document room: everything that may happen to one document, with the checks, messages and side effects of Frappe.
 * Answers are documents in memory with nulls kept; the HTTP face drops the nulls where v1 does.
 */
export { deleteDocument } from './documents/delete.ts';
export { insertDocument } from './documents/insert.ts';
export type { InsertOptions } from './documents/insert.ts';
export { findDocument, findRow, readDocument, toDocument } from './documents/read.ts';
export type { ReadOptions } from './documents/read.ts';
export { renameDocument } from './documents/rename.ts';
export { cancelDocument, discardDocument, saveDocument, setValue, submitDocument, updateDocument } from './documents/update.ts';
export { rowsOf } from './documents/values.ts';
