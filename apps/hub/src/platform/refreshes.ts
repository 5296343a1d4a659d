import { hash, randomBytes } from 'node:crypto';
import { Temporal } from '@gigafibre/kernel';
import type { Clock } from '@gigafibre/kernel';
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { instantText } from './instant.ts';
import { epochOf, toSession } from './session-facts.ts';
import type { OpenSession } from './session-facts.ts';
import type { HubTables } from './tables.ts';

/** Requests sent together carry the same token: the others are let through without another new one. */
const TOGETHER_MS = 30_000;

export type Renewal =
  /** Let in; `refresh` is the new token, absent when another request took it a moment before. */
  | { readonly kind: 'renewed'; readonly session: OpenSession; readonly refresh?: string }
  /** A token that was replaced and whose successor is in use came back: somebody copied it. */
  | { readonly kind: 'reused'; readonly session: OpenSession }
  | { readonly kind: 'refused' };

/**
 * The long tokens of sessions. Each opens the session once more and is then replaced. Its answer may be lost on the way, so
 * the replaced one is good until its successor was used; after that it proves a theft.
 */
export interface Refreshes {
  /** The first token of a session. */
  start(session: string, work: Database | Transaction<HubTables>): Promise<string>;
  renew(token: string): Promise<Renewal>;
}

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');
const newToken = (): string => randomBytes(32).toString('base64url');
const refused: Renewal = { kind: 'refused' };

export function createRefreshes(db: Database, clock: Clock): Refreshes {
  const write = async (work: Database | Transaction<HubTables>, session: string, generation: number, parent: Buffer | null): Promise<string> => {
    const token = newToken();
    await work.insertInto('session_refreshes').values({ token_hash: hashOf(token), session, generation, parent_hash: parent, made_at: instantText(clock()) }).execute();
    return token;
  };
  return {
    start: (session, work) => write(work, session, 1, null),
    renew: (token) =>
      db.transaction().execute(async (work) => {
        const digest = hashOf(token);
        const presented = await work.selectFrom('session_refreshes').selectAll().where('token_hash', '=', digest).executeTakeFirst();
        if (!presented) return refused;
        const row = await work.selectFrom('sessions').selectAll().where('id', '=', presented.session).where('revoked_at', 'is', null).forUpdate().executeTakeFirst();
        const now = clock();
        if (!row || now.epochMilliseconds >= epochOf(row.expires_at)) return refused;
        const session = toSession(row);
        const current = await work.selectFrom('session_refreshes').selectAll().where('session', '=', row.id).orderBy('generation', 'desc').limit(1).executeTakeFirstOrThrow();
        if (Temporal.Instant.compare(now, Temporal.Instant.from(row.seen_at).add({ minutes: row.idle_minutes })) >= 0) return refused;
        const isCurrent = current.token_hash.equals(digest);
        const isParent = current.parent_hash?.equals(digest) === true;
        if (isParent && now.epochMilliseconds - epochOf(current.made_at) < TOGETHER_MS) return { kind: 'renewed', session };
        if (!isCurrent && (!isParent || current.is_used)) return { kind: 'reused', session };
        await work.updateTable('session_refreshes').set({ is_used: true }).where('token_hash', '=', digest).execute();
        await work.updateTable('sessions').set({ seen_at: instantText(now) }).where('id', '=', row.id).execute();
        return { kind: 'renewed', session, refresh: await write(work, row.id, current.generation + 1, digest) };
      }),
  };
}
