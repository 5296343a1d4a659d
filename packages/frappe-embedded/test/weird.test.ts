import { doctypes } from '@gigafibre/doctypes';
import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, openTestDatabase, type TestDatabase } from '@gigafibre/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withContext } from '../src/context.ts';
import { insertDocument, updateDocument } from '../src/documents.ts';
import { SiteError } from '../src/errors.ts';
import { openSite } from '../src/site/open.ts';
import type { Site } from '../src/site/state.ts';

const ODD: readonly unknown[] = [
  null, '', ' ', '\0', '\ud800', '👩‍🚒', 'x'.repeat(200), 'é'.repeat(70_000), '<b onclick=x>y</b><script>z</script>', "'; drop table x; --", '\\', -1, 0, 1e15, 3.7, '12abc', '1,234.5', 99_999_999_999, true, false, [], [1, 2], [{ name: 'nobody' }], [null], {}, { a: 1 },
  '2026-02-31', '2026-13-01', '2026-01-05T10:00:00Z', '2026-01-05 10:00', '25:61', '8:05', 'Administrator', 'Customer',
];

describe('values that make no sense', () => {
  let database: TestDatabase;
  let site: Site;
  beforeAll(async () => {
    database = await openTestDatabase();
    site = await openSite({ pool: database.pool, doctypes: Object.values(doctypes), clock: createTestClock().now, random: mulberry32(3), filesDir: '/tmp' });
  });
  afterAll(() => database.drop());

  it('are stored or refused in Frappe’s words, in any field of any DocType, and never break the database', { timeout: 300_000 }, async () => {
    const random = mulberry32(20_260_310);
    const draw = (): unknown => ODD[Math.floor(random() * ODD.length)];
    const unforeseen: string[] = [];
    const attempt = async (what: string, fn: Parameters<typeof withContext>[3]): Promise<void> => {
      const error: unknown = await withContext(site, 'Administrator', { write: true }, fn).then(() => undefined, (reason: unknown) => reason);
      if (error !== undefined && !(error instanceof SiteError)) unforeseen.push(`${what}: ${error instanceof Error ? error.message : 'no error'}`);
    };
    for (const meta of [...site.metas.values()].filter((each) => !each.isTable)) {
      const [some] = meta.isSingle ? [{ name: meta.name }] : await database.pool.query<{ name: string }>(`select name from "tab${meta.name}" limit 1`).then((found) => found.rows);
      for (const field of meta.fields.flatMap((each) => [each, each])) {
        const values = { name: 'odd', [field.fieldname]: draw() };
        const said = JSON.stringify(values).slice(0, 100);
        await attempt(`insert ${meta.name} ${said}`, (ctx) => insertDocument(ctx, meta.name, { ...values, [meta.fields[0]?.fieldname ?? '']: 'a' }));
        if (some === undefined) continue;
        await attempt(`update ${meta.name} ${said}`, async (ctx) => {
          await updateDocument(ctx, meta.name, some.name, values);
          throw new SiteError('ValidationError', 'Only tried.');
        });
      }
    }
    expect(unforeseen).toEqual([]);
  });
});
