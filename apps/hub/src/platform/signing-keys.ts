import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { instantText } from './instant.ts';
import type { SealedBox } from './sealed-box.ts';
import { epochOf } from './session-facts.ts';

/** How long a hub trusts what it read of the keys. */
const TRUST_MS = 5000;
/** For so long they still serve while they are read anew: whoever holds a connection must not wait for another. */
const STALE_MS = 60_000;
/** A new key signs only after every hub has read of it. */
const ANNOUNCED_MS = 2 * TRUST_MS;
/** The longest life of anything signed: so long an older key still verifies. */
export const LONGEST_LIFE_MINUTES = 15;
/** Any number, ours alone: hubs that start together make one first key. */
const LOCK = 824_604_001;

/** Rotation was asked for while the key before the last still verifies. */
export class TooManyKeys extends Error {
  override readonly name = 'TooManyKeys';
}

interface SigningKey {
  readonly kid: string;
  readonly signsFrom: number;
  /** Verifies until then; for good when undefined. */
  readonly retiresAt: number | undefined;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The keys that sign what this hub hands out: Ed25519, two alive at most, the same ones for every hub on a database. */
export interface SigningKeys {
  signer(): Promise<Pick<SigningKey, 'kid' | 'privateKey'>>;
  /** The public key of a name, while it verifies. Names that nobody knows cost no look-up. */
  verifier(kid: string): Promise<KeyObject | undefined>;
  /**
   * Puts a new key in the place of the present one, which goes on verifying for a quarter of an hour.
   * @throws {TooManyKeys}
   */
  rotate(): Promise<{ readonly kid: string; readonly previousUntil: string }>;
}

type KeyTables = { signing_keys: { kid: string; private_sealed: string; signs_from: string; retires_at: string | null } };

/** What a sealed text of this table is about. */
export const aboutKey = (kid: string): string => `signing key ${kid}`;

interface KeyBook {
  /** Those that sign or verify, the newest first; keys opened before are not opened again. */
  load(known: readonly SigningKey[]): Promise<readonly SigningKey[]>;
  /** Makes the first one, whoever else does at the same moment. */
  first(): Promise<void>;
  rotate(): Promise<{ readonly kid: string; readonly previousUntil: string }>;
}

export interface SigningKeysDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly box: SealedBox;
}

function createKeyBook({ db, clock, box }: SigningKeysDeps): KeyBook {
  const book = db.$extendTables<KeyTables>();
  const make = (): { kid: string; private_sealed: string } => {
    const kid = randomBytes(9).toString('base64url');
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { kid, private_sealed: box.seal(pem, aboutKey(kid)) };
  };
  const alone = <Result>(act: (work: Transaction<KeyTables>) => Promise<Result>): Promise<Result> =>
    book.transaction().execute(async (work) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(work);
      return act(work);
    });
  return {
    async load(known) {
      const rows = await book.selectFrom('signing_keys').selectAll().where((where) => where.or([where('retires_at', 'is', null), where('retires_at', '>', instantText(clock()))])).orderBy('signs_from', 'desc').execute();
      return rows.map(({ kid, private_sealed, signs_from, retires_at }) => {
        const before = known.find((key) => key.kid === kid);
        const privateKey = before?.privateKey ?? createPrivateKey(box.open(private_sealed, aboutKey(kid)));
        return { kid, signsFrom: epochOf(signs_from), retiresAt: retires_at === null ? undefined : epochOf(retires_at), privateKey, publicKey: before?.publicKey ?? createPublicKey(privateKey) };
      });
    },
    first: () =>
      alone(async (work) => {
        const some = await work.selectFrom('signing_keys').select('kid').where('retires_at', 'is', null).executeTakeFirst();
        if (!some) await work.insertInto('signing_keys').values({ ...make(), signs_from: instantText(clock()), retires_at: null }).execute();
      }),
    async rotate() {
      const replaced = instantText(clock());
      const signsFrom = clock().add({ milliseconds: ANNOUNCED_MS });
      const previousUntil = instantText(signsFrom.add({ minutes: LONGEST_LIFE_MINUTES }));
      const kid = await alone(async (work) => {
        const busy = await work.selectFrom('signing_keys').select('retires_at').where('retires_at', '>', replaced).executeTakeFirst();
        if (busy) throw new TooManyKeys(`The key before this one verifies until ${busy.retires_at ?? ''}: rotate again after that.`);
        await work.updateTable('signing_keys').set({ retires_at: previousUntil }).where('retires_at', 'is', null).execute();
        const made = make();
        await work.insertInto('signing_keys').values({ ...made, signs_from: instantText(signsFrom), retires_at: null }).execute();
        await work.deleteFrom('signing_keys').where('retires_at', '<=', replaced).execute();
        return made.kid;
      });
      return { kid, previousUntil };
    },
  };
}

export function createSigningKeys(deps: SigningKeysDeps): SigningKeys {
  const book = createKeyBook(deps);
  const now = (): number => deps.clock().epochMilliseconds;
  const state: { keys: readonly SigningKey[]; readAt: number; reading: Promise<readonly SigningKey[]> | undefined } = { keys: [], readAt: -Infinity, reading: undefined };
  const refresh = async (): Promise<readonly SigningKey[]> => {
    state.keys = await book.load(state.keys);
    state.readAt = now();
    return state.keys;
  };
  const read = async (): Promise<readonly SigningKey[]> => {
    const age = Math.abs(now() - state.readAt);
    if (age < TRUST_MS) return state.keys;
    state.reading ??= refresh().finally(() => {
      state.reading = undefined;
    });
    if (age >= STALE_MS) return state.reading;
    state.reading.catch(() => undefined); // the next one who has to wait for it is told
    return state.keys;
  };
  const forget = (): void => {
    state.readAt = -Infinity;
  };
  return {
    async signer() {
      if ((await read()).length === 0) {
        await book.first();
        forget();
      }
      const keys = await read();
      const signer = keys.find(({ signsFrom }) => signsFrom <= now()) ?? keys.at(-1);
      if (!signer) throw new Error('There is no key to sign with.');
      return signer;
    },
    async verifier(kid) {
      const keys = await read();
      return keys.find((key) => key.kid === kid && (key.retiresAt === undefined || key.retiresAt > now()))?.publicKey;
    },
    rotate: () => book.rotate().finally(forget),
  };
}
