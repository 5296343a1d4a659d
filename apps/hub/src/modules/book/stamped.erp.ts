import { Problem } from '@gigafibre/contracts';
import type { Doc, DocTypeName, NewRow, Patch } from '@gigafibre/doctypes';
import { isFrappeError, type FrappeSite } from '@gigafibre/frappe';
import { keptRows, naiveOf, stampedAt } from './rows.erp.ts';

/** The command a write belongs to. */
export interface Mark {
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

/** The ids of the commands that made or changed a document, in the order they came. */
export const commandsOf = (doc: { readonly commands: readonly Pick<Doc<'Applied Command'>, 'command'>[]; readonly created_by_command?: string }): string[] => [
  ...(doc.created_by_command === undefined ? [] : [doc.created_by_command]),
  ...doc.commands.map(({ command }) => command),
];

/** The document's commands with one more. */
export const withMark = (rows: readonly Doc<'Applied Command'>[], { id, type, at }: Mark): NewRow<Doc<'Applied Command'>>[] => [...keptRows(rows), { command: id, type, at: naiveOf(at) }];

/**
 * Changes a document as it was read.
 * @throws {Problem} `document_changed`, saying who changed it and when, if somebody did since it was read.
 */
export async function updateAsRead<D extends DocTypeName>(site: FrappeSite, doctype: D, read: { name: string; modified: string }, patch: Patch<D>): Promise<Doc<D>> {
  try {
    return await site.update(doctype, read.name, { ...patch, modified: read.modified });
  } catch (error) {
    if (!isFrappeError(error, 'TimestampMismatchError')) throw error;
    const now = await site.get(doctype, read.name);
    throw new Problem('document_changed', { facts: { doctype, name: read.name, by: now.modified_by, at: stampedAt(now.modified), modified: now.modified }, cause: error });
  }
}

/** The document a command made: the ERP keeps the id of the command that made one unique. */
export async function findMadeBy<D extends 'Issue' | 'Dispatch Job' | 'Dispatch Visit' | 'Service Equipment' | 'Stock Entry'>(site: FrappeSite, doctype: D, command: string): Promise<Doc<D> | undefined> {
  const [found] = await site.list(doctype, { fields: ['name'], filters: [['created_by_command', '=', command]], orderBy: 'name asc', limit: 1 });
  return found?.name === undefined ? undefined : site.get(doctype, found.name);
}

/** @throws {Problem} `not_found`, naming what was asked for. */
export async function getOrRefuse<D extends DocTypeName>(site: FrappeSite, doctype: D, name: string): Promise<Doc<D>> {
  const doc = await site.find(doctype, name);
  if (doc === undefined) throw new Problem('not_found', { facts: { doctype, name } });
  return doc;
}
