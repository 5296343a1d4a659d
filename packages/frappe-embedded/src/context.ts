import { siteFromInstant } from '@gigafibre/kernel';
import { execute, executeAgain, type Database } from './database.ts';
import { SiteError, missing, type Message } from './errors.ts';
import type { DoctypeHooks } from './hooks.ts';
import type { Meta } from './meta.ts';
import type { Site } from './site/state.ts';
import { accountOf } from './users.ts';

/** One request: who asks, inside which transaction, at what time. */
export interface Context {
  readonly user: string;
  readonly roles: ReadonlySet<string>;
  readonly isAdministrator: boolean;
  /** The site's own work on behalf of the user: no rights are asked and every field is open. */
  readonly asSite: boolean;
  readonly db: Database;
  /** Notices for `_server_messages`. */
  readonly messages: Message[];
  readonly site: Site;
  /** Naive site time with microseconds; later than every time given before. */
  now(): string;
  /** Naive site date. */
  today(): string;
  random(): number;
  /** @throws SiteError DoesNotExistError for an unknown DocType. */
  meta(doctype: string): Meta;
  findMeta(doctype: string): Meta | undefined;
  hooks(doctype: string): DoctypeHooks;
  /** Does something once this request's changes are durable. */
  afterCommit(action: () => void): void;
  /** Replaces what this request sees of a DocType; everybody else sees it after the commit. */
  remeta(doctype: string, meta: Meta | undefined): void;
}

/** Nothing is remembered of users over a change: neither in the rest of this request nor, once it is durable, in the next. */
export function forgetPeople(ctx: Context): void {
  ctx.site.people.forget();
  ctx.afterCommit(() => ctx.site.people.forget());
}

/** The same request doing the site's own work: what controllers write beside the document the user may not be allowed to touch. */
export const actAsSite = (ctx: Context): Context => ({ ...ctx, asSite: true });

export interface ContextOptions {
  write: boolean;
  /** What the user acts with, where it is not to be looked up. */
  roles?: ReadonlySet<string>;
}

/**
 * Runs `fn` as `user` in a transaction of its own.
 * Only a `write` context commits; a read context rolls back whatever it wrote, and so does any error.
 * @throws SiteError as raised inside, its `messages` completed with the notices queued before it; 401 for a user who is unknown or disabled.
 */
export async function withContext<T>(site: Site, user: string, options: ContextOptions, fn: (ctx: Context) => Promise<T>): Promise<T> {
  const client = await site.pool.connect();
  const transaction = { open: false };
  let broken: Error | undefined;
  const begin = async (more = ''): Promise<void> => {
    if (transaction.open) {
      if (more !== '') await client.query(more);
      return;
    }
    transaction.open = true;
    await client.query(`begin; ${more}`);
  };
  const db: Database = {
    rows: (sql, params) => execute(client, sql, params),
    again: (sql, params) => executeAgain(client, sql, params),
    hurry: (milliseconds) => begin(`set local statement_timeout = ${Math.ceil(milliseconds)}`),
    write: async (sql, params) => {
      await begin();
      return execute(client, sql, params);
    },
  };
  const messages: Message[] = [];
  try {
    if (options.write) await begin();
    const { ctx, settle } = contextOf(site, db, user, messages);
    const result = await fn({ ...ctx, roles: options.roles ?? (await rolesOf(site, db, user)) });
    if (transaction.open) await client.query(options.write ? 'commit' : 'rollback');
    transaction.open = false;
    if (options.write) settle();
    return result;
  } catch (error) {
    if (transaction.open) await client.query('rollback').catch((failure: unknown) => (broken = failure as Error));
    if (error instanceof SiteError) error.messages = [...messages, ...error.messages];
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rolesOf(site: Site, db: Database, user: string): Promise<ReadonlySet<string>> {
  const account = await accountOf(site.people, db, user);
  if (account === undefined) throw new SiteError('AuthenticationError', 'Authentication failed', { silent: true });
  return account.roles;
}

function contextOf(site: Site, db: Database, user: string, messages: Message[]): { ctx: Omit<Context, 'roles'>; settle: () => void } {
  const changed = new Map<string, Meta | undefined>();
  const actions: (() => void)[] = [];
  const findMeta = (doctype: string): Meta | undefined => (changed.has(doctype) ? changed.get(doctype) : site.metas.get(doctype));
  const ctx = {
    user,
    isAdministrator: user === 'Administrator',
    asSite: false,
    db,
    messages,
    site,
    now: () => site.now(),
    today: () => siteFromInstant(site.clock(), site.zone).slice(0, 10),
    random: site.random,
    findMeta,
    meta: (doctype: string): Meta => {
      const meta = findMeta(doctype);
      if (meta === undefined) throw missing('DocType', doctype);
      return meta;
    },
    hooks: (doctype: string) => site.hooks.get(doctype) ?? {},
    afterCommit: (action: () => void) => actions.push(action),
    remeta: (doctype: string, meta: Meta | undefined) => changed.set(doctype, meta),
  };
  const settle = (): void => {
    for (const [doctype, meta] of changed) {
      if (meta === undefined) site.metas.delete(doctype);
      else site.metas.set(doctype, meta);
    }
    for (const action of actions) action();
  };
  return { ctx, settle };
}
