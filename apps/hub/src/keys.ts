// The signing keys and what is sealed, from the command line: list, rotate, reseal. See docs/runbooks/secrets.md.
import { Temporal } from '@gigafibre/kernel';
import { readConfig } from './config.ts';
import { ConfigRefusal } from './config-refusal.ts';
import { KeysRefusal, runKeys } from './keys-command.ts';
import { migrations } from './migrations/index.ts';
import { migrate, openDatabase } from './platform/database.ts';
import { openSeals } from './platform/open-tokens.ts';
import { TooManyKeys } from './platform/signing-keys.ts';

try {
  const config = readConfig();
  if (config.database.kind !== 'server') throw new ConfigRefusal('DATABASE_URL is missing: say which database the hubs use.');
  const database = openDatabase({ connectionString: config.database.url });
  const { db } = database;
  try {
    await migrate(db, migrations);
    process.stdout.write(`${await runKeys(process.argv[2], { db, ...(await openSeals(config, db, () => Temporal.Now.instant())) })}\n`);
  } finally {
    await database.close();
  }
} catch (error) {
  const isForeseen = [ConfigRefusal, KeysRefusal, TooManyKeys].some((kind) => error instanceof kind);
  if (!isForeseen) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
