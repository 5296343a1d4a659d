import type pg from 'pg';

/** As many as the smallest machine has processors. */
const LANES = 2;

/**
 * What building the indexes of a fresh table wants: room to sort in, a processor per statement, no waiting for the disk between statements,
 * and statistics of a fifth of the usual sample, which still tell common values from rare ones.
 */
const HURRIED = `set maintenance_work_mem = '128MB'; set max_parallel_maintenance_workers = 0; set synchronous_commit = off; set default_statistics_target = 20`;
const UNHURRIED = HURRIED.replaceAll(/set (\w+) = [^;]+/g, 'reset $1');

/** Runs statements a few at a time, each in a transaction of its own. @throws the first failure; what has not begun by then is left undone. */
export async function sideBySide(pool: pg.Pool, statements: readonly string[]): Promise<void> {
  const waiting = [...statements];
  const lane = async (): Promise<void> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(HURRIED);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await client.query(next);
      await client.query(UNHURRIED);
    } catch (error) {
      waiting.length = 0;
      broken = error as Error; // closed with its settings, which are not everybody's
      throw error;
    } finally {
      client.release(broken);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
