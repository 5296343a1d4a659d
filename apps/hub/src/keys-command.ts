import type { Database } from './platform/database.ts';
import type { SealedBox } from './platform/sealed-box.ts';
import { aboutKey } from './platform/signing-keys.ts';
import type { SigningKeys } from './platform/signing-keys.ts';
import { aboutUser } from './platform/key-shelf.ts';

type Tables = {
  signing_keys: { kid: string; private_sealed: string; signs_from: string; retires_at: string | null };
  erp_keys: { user: string; secret_sealed: string };
};

export interface KeysTools {
  readonly db: Database;
  readonly box: SealedBox;
  readonly keys: SigningKeys;
}

/** What was asked for is no command of ours. */
export class KeysRefusal extends Error {
  override readonly name = 'KeysRefusal';
}

/** `keys list`, `keys rotate`, `keys reseal`. @returns what to say; throws what cannot be done, in one sentence. */
export async function runKeys(command: string | undefined, { db, box, keys }: KeysTools): Promise<string> {
  const store = db.$extendTables<Tables>();
  if (command === 'rotate') {
    const { kid, previousUntil } = await keys.rotate();
    return `The key ${kid} signs in ten seconds; the one before verifies until ${previousUntil}.`;
  }
  if (command === 'list') {
    const rows = await store.selectFrom('signing_keys').selectAll().orderBy('signs_from', 'desc').execute();
    return rows.map(({ kid, signs_from, retires_at }) => `${kid}  signs from ${signs_from}  ${retires_at === null ? 'in use' : `verifies until ${retires_at}`}`).join('\n');
  }
  if (command === 'reseal') return `${await reseal(db, box)} sealed anew.`;
  throw new KeysRefusal('Say keys list, keys rotate or keys reseal.');
}

/** Everything sealed with the secret before is sealed with today's. */
async function reseal(db: Database, box: SealedBox): Promise<number> {
  return db.$extendTables<Tables>().transaction().execute(async (work) => {
    const signing = await work.selectFrom('signing_keys').select(['kid', 'private_sealed']).forUpdate().execute();
    const people = await work.selectFrom('erp_keys').select(['user', 'secret_sealed']).forUpdate().execute();
    const [oldKeys, oldPeople] = [signing.filter((row) => !box.isCurrent(row.private_sealed)), people.filter((row) => !box.isCurrent(row.secret_sealed))];
    for (const { kid, private_sealed: sealed } of oldKeys) await work.updateTable('signing_keys').set({ private_sealed: box.seal(box.open(sealed, aboutKey(kid)), aboutKey(kid)) }).where('kid', '=', kid).execute();
    for (const { user, secret_sealed: sealed } of oldPeople) await work.updateTable('erp_keys').set({ secret_sealed: box.seal(box.open(sealed, aboutUser(user)), aboutUser(user)) }).where('user', '=', user).execute();
    return oldKeys.length + oldPeople.length;
  });
}
