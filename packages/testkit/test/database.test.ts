import { openTestDatabase } from '@gigafibre/testkit';
import { expect, it } from 'vitest';

it('gives each test a database of its own, copied from a template that is prepared once', async () => {
  let prepared = 0;
  const template = {
    name: 'testkit_sample',
    async prepare(pool: { query(text: string): Promise<unknown> }) {
      prepared += 1;
      await pool.query("create table tags as select 'Fusion' as tag");
    },
  };
  const [first, second] = await Promise.all([openTestDatabase(template), openTestDatabase(template)]);
  await first.pool.query("insert into tags values ('Cuivre')");
  const counts = await Promise.all([first, second].map(async ({ pool }) => (await pool.query('select from tags')).rowCount));
  await Promise.all([first.drop(), second.drop()]);
  expect({ prepared, counts }).toEqual({ prepared: 1, counts: [2, 1] });
});
