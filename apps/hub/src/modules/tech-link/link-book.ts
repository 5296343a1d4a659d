import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '@gigafibre/kernel';
import type { ColumnType, Transaction } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';
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
  };
};

type Work = Transaction<HubTables>;

/** Links that were sent, by the hash of their code. */
export interface LinkBook {
  /** Writes a link down; the technician's earlier ones that nobody opened are good no more. */
  issue(work: Work, link: { code: string; technician: string; visit?: string; by: string; minutes: number }): Promise<{ readonly expiresAt: string }>;
  /** Uses a link up. Of any number of tries at once, one gets it. */
  redeem(work: Work, code: string): Promise<{ readonly technician: string; readonly visit: string | null } | undefined>;
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
    async issue(work, { code, technician, visit, by, minutes }) {
      await revoke(work, technician);
      const expiresAt = instantText(clock().add({ minutes }));
      await links(work)
        .insertInto('tech_links')
        .values({ id: randomUUID(), code_hash: hashOf(code), technician, visit: visit ?? null, created_by: by, created_at: now(), expires_at: expiresAt, used_at: null, revoked_at: null })
        .execute();
      return { expiresAt };
    },
    redeem: (work, code) =>
      links(work)
        .updateTable('tech_links')
        .set({ used_at: now() })
        .where('code_hash', '=', hashOf(code))
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now())
        .returning(['technician', 'visit'])
        .executeTakeFirst(),
    revoke,
  };
}
