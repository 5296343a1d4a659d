import { createHash } from 'node:crypto';
import type { Clock } from '@gigafibre/kernel';
import type { ColumnType, Transaction } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';
import { createSealedBox } from '../../platform/sealed-box.ts';
import type { HubTables } from '../../platform/tables.ts';

type Instant = ColumnType<string, string, string>;

type LinkTables = {
  tech_links: {
    id: string;
    code_hash: Buffer;
    technician: string;
    visit: string | null;
    created_by: string;
    created_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
    revoked_at: Instant | null;
    token_sealed: string | null;
  };
};

type Work = Transaction<HubTables>;

export interface NewLink {
  readonly id: string;
  /** The few letters that stand for the token in a message. */
  readonly code: string;
  /** What was signed: who may come in, and where he lands. */
  readonly token: string;
  readonly technician: string;
  readonly visit?: string | undefined;
  readonly by: string;
  readonly minutes: number;
}

/**
 * Links that were sent. A row holds the token sealed with its code, and the code only as a hash: who reads the table can
 * open nothing, and who writes into it cannot sign.
 */
export interface LinkBook {
  /** Writes a link down; the technician's earlier ones that nobody opened are good no more. */
  issue(work: Work, link: NewLink): Promise<{ readonly expiresAt: string }>;
  /** The token that a code stands for; looking consumes nothing. */
  tokenOf(db: Database, code: string): Promise<string | undefined>;
  /** Uses a link up. Of any number of tries at once, one gets true. */
  redeem(work: Work, id: string): Promise<boolean>;
  revoke(work: Work, technician: string): Promise<void>;
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

export function createLinkBook(clock: Clock): LinkBook {
  const now = (): string => instantText(clock());
  const links = (work: Work | Database) => work.$extendTables<LinkTables>();
  const revoke = async (work: Work, technician: string): Promise<void> => {
    await links(work).updateTable('tech_links').set({ revoked_at: now() }).where('technician', '=', technician).where('used_at', 'is', null).where('revoked_at', 'is', null).execute();
  };
  return {
    async issue(work, { id, code, token, technician, visit, by, minutes }) {
      await revoke(work, technician);
      const expiresAt = instantText(clock().add({ minutes }));
      await links(work)
        .insertInto('tech_links')
        .values({ id, code_hash: hashOf(code), token_sealed: createSealedBox(code).seal(token, id), technician, visit: visit ?? null, created_by: by, created_at: now(), expires_at: expiresAt, used_at: null, revoked_at: null })
        .execute();
      return { expiresAt };
    },
    async tokenOf(db, code) {
      const row = await links(db).selectFrom('tech_links').select(['id', 'token_sealed']).where('code_hash', '=', hashOf(code)).executeTakeFirst();
      return row?.token_sealed === null || row === undefined ? undefined : createSealedBox(code).open(row.token_sealed, row.id);
    },
    async redeem(work, id) {
      const used = await links(work).updateTable('tech_links').set({ used_at: now() }).where('id', '=', id).where('used_at', 'is', null).where('revoked_at', 'is', null).where('expires_at', '>', now()).returning('id').executeTakeFirst();
      return used !== undefined;
    },
    revoke,
  };
}
