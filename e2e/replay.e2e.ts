/** A day once more (M7): scrub it, play it, see that it comes to what is recorded, and branch it. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, now, test } from './journey.ts';
import { readStage } from './stage.ts';

const DISPATCHER = 'repartition@demo.gigafibre.ca';
const YESTERDAY = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(now().getTime() - 86_400_000);

const statuses = (page: Page): Promise<readonly string[]> => page.getByTestId('replay-board').locator('[data-status]').evaluateAll((bars) => bars.map((bar) => bar.getAttribute('data-status') ?? ''));
const doneIn = async (page: Page): Promise<number> => (await statuses(page)).filter((status) => status === 'done' || status === 'failed').length;

test('yesterday is looked at again, minute by minute, and might have gone otherwise', async ({ browser }) => {
  const { origin } = readStage();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr-CA', timezoneId: 'America/Toronto', reducedMotion: 'reduce' });
  await context.request.post(`${origin}/v1/session`, { headers: { 'x-gf-client': 'journeys' }, data: { user: DISPATCHER, password: 'demo' } });
  const page = await context.newPage();
  await page.goto(`${origin}/ops/replay?day=${YESTERDAY()}`);
  const range = page.getByTestId('replay-range');
  const proof = page.getByTestId('replay-proof');

  await test.step('in the end it is what the documents say', async () => {
    await expect(proof).toHaveAttribute('data-same', 'true');
    expect(await doneIn(page)).toBeGreaterThan(100);
  });

  await test.step('at seven nothing is done, at eleven some of it', async () => {
    await range.fill('60');
    await expect(page.getByTestId('replay-time')).toHaveText(/^7\sh\s00$/);
    expect(await doneIn(page)).toBe(0);
    await range.fill('300');
    await expect(page.getByTestId('replay-time')).toHaveText(/^11\sh\s00$/);
    const [all, done] = [(await statuses(page)).length, await doneIn(page)];
    expect(done).toBeGreaterThan(20);
    expect(done).toBeLessThan(all);
    await expect(page.getByTestId('replay-feed').locator('li').first()).toContainText(/arrive|termine|part|planifie|confirme/);
  });

  await test.step('keys move and play it', async () => {
    await page.getByTestId('replay-board').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByTestId('replay-time')).toHaveText(/^11\sh\s30$/);
    await page.keyboard.press('Space');
    await expect(page.getByTestId('replay-time')).not.toHaveText(/^11\sh\s30$/);
    await page.keyboard.press('Space');
    await page.keyboard.press('End');
    await expect(proof).toHaveAttribute('data-same', 'true');
  });

  await test.step('somebody falls ill at nine: the day is mended and compared', async () => {
    await range.fill('180');
    await page.getByTestId('branch-technician').selectOption({ index: 3 });
    await page.getByTestId('branch-run').click();
    await expect(page.getByTestId('branch-result')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByTestId('branch-mended-kilometers')).toHaveText(/km$/);
    const count = async (day: string): Promise<number> => Number(await page.getByTestId(`branch-${day}-unassigned`).textContent());
    expect(await count('untouched')).toBeGreaterThan(await count('planned'));
    // yesterday may have been a Sunday, when nobody is at work to mend anything
    expect(await count('mended')).toBeLessThanOrEqual(await count('untouched'));
    await expect(page.getByTestId('branch-took')).toHaveText(/^Calculé en/);
  });

  await test.step('nothing keeps anybody out', async () => {
    const { violations } = await new AxeBuilder({ page }).disableRules(['label-content-name-mismatch']).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ') ?? ''}`)).toEqual([]);
  });
  await context.close();
});
