/**
 * The map beside the board (R06): rows, visits and pins choose each other, a lasso chooses many, and the board goes on without it.
 * The ground is our own: nothing is asked of any other machine.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { readStage } from './stage.ts';

const DISPATCHER = 'repartition@demo.gigafibre.ca';
const DESK = { width: 1920, height: 1080 };

async function openBoard(browser: Browser, before: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<Page> {
  const { origin } = readStage();
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-CA', timezoneId: 'America/Toronto', reducedMotion: 'reduce' });
  const answer = await context.request.post(`${origin}/v1/session`, { headers: { 'x-gf-client': 'journeys' }, data: { user: DISPATCHER, password: 'demo' } });
  expect(answer.ok()).toBe(true);
  const page = await context.newPage();
  await before(page);
  await page.goto(`${origin}/ops/board`);
  await expect(page.locator('[data-test^="row-"]').first()).toBeVisible();
  await page.keyboard.press('m');
  return page;
}

const drawn = (page: Page) => expect(page.getByTestId('map-canvas')).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });

/** Looks for a pin with the pointer, line by line, until its words appear beside it; gives the customer's name. */
async function findPin(page: Page): Promise<string> {
  const box = await page.getByTestId('map-canvas').boundingBox();
  if (box === null) throw new Error('The map has no room');
  for (let y = 0.95; y > 0.05; y -= 0.03) {
    for (let x = 0.05; x < 0.9; x += 0.03) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      const tip = page.getByTestId('map-tip');
      if ((await tip.count()) === 0) continue;
      const name = (await tip.locator('strong').textContent()) ?? '';
      if (!name.startsWith('Camion')) return name;
    }
  }
  throw new Error('No pin was found');
}

test('the board and the map choose for each other', async ({ browser }) => {
  const page = await openBoard(browser);
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(readStage().origin) && !/^(?:data|blob):/.test(request.url())) strangers.push(request.url());
  });
  await drawn(page);

  await test.step('a pin opens its visit on the board', async () => {
    const customer = await findPin(page);
    await page.mouse.down();
    await page.mouse.up();
    await expect(page.getByTestId('visit-drawer').or(page.locator('.board__panel')).first()).toContainText(customer);
    await expect(page.locator('.bar--selected, .card--selected, [aria-selected="true"]').first()).toBeAttached();
  });

  await test.step('a visit of the board is marked in the map’s list, and the other way round', async () => {
    const bar = page.locator('[data-test^="row-"] [data-test^="visit-VIS"]').first();
    const name = (await bar.getAttribute('data-visit')) ?? '';
    await bar.click();
    await page.getByTestId('map-list-toggle').click();
    const current = page.getByTestId('map-list').locator('[aria-current="true"]');
    await expect(current).toHaveCount(1);
    const others = page.getByTestId('map-list').locator('.list__go:not([aria-current="true"])');
    const chosen = (await others.nth(30).locator('.list__words > span').first().textContent()) ?? '';
    await others.nth(30).click();
    await expect(page.locator('.board__panel').first()).toContainText(chosen.replace('alerte', ''));
    expect(name).not.toBe('');
    await page.getByTestId('map-list-toggle').click();
  });

  expect(strangers).toEqual([]);
  await page.context().close();
});

test('a lasso around visits chooses them for what is done to many', async ({ browser }) => {
  const page = await openBoard(browser);
  await drawn(page);
  await page.getByTestId('map-lasso-start').click();
  const box = await page.getByTestId('map-lasso').boundingBox();
  if (box === null) throw new Error('The lasso has no room');
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(0.03, 0.5));
  await page.mouse.down();
  for (const [x, y] of [[0.85, 0.5], [0.85, 0.97], [0.03, 0.97], [0.03, 0.52]] as const) await page.mouse.move(...at(x, y), { steps: 8 });
  await page.mouse.up();
  await expect(page.getByText(/\d+ rendez-vous choisis/).first()).toBeAttached();
  await expect(page.locator('.bar--chosen').first()).toBeAttached();
  const chosen = await page.locator('.bar--chosen').count();
  expect(chosen).toBeGreaterThan(10);
  await page.getByTestId('map-list-toggle').click();
  expect(await page.getByTestId('map-list').locator('input:checked').count()).toBeGreaterThan(10);
  await page.context().close();
});

test('the board goes on where no map can be drawn, and says so', async ({ browser }) => {
  const page = await openBoard(browser, (opening) =>
    opening.addInitScript(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own canvas below
      const real = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) => RenderingContext | null;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest);
      } as typeof HTMLCanvasElement.prototype.getContext;
    }),
  );
  await expect(page.getByText('La carte ne peut pas être dessinée ici.')).toBeVisible({ timeout: 60_000 });
  const first = page.getByTestId('map-list').locator('.list__go').first();
  const customer = (await first.locator('.list__words > span').first().textContent()) ?? '';
  await first.click();
  await expect(page.locator('.board__panel').first()).toContainText(customer.replace('alerte', ''));
  await page.keyboard.press('Escape');
  await page.getByTestId('map-close').click();
  await expect(page.getByTestId('map-dock')).toHaveCount(0);
  await expect(page.locator('[data-test^="row-"]').first()).toBeVisible();
  await page.context().close();
});

test('the map’s edge moves by keys, and nothing about it keeps anybody out', async ({ browser }) => {
  const page = await openBoard(browser);
  await drawn(page);
  const width = async (): Promise<number> => (await page.getByTestId('map-dock').boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByTestId('map-edge').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeGreaterThan(before);
  await page.getByTestId('map-turn').click();
  await expect(page.getByTestId('map-edge')).toHaveAttribute('aria-orientation', 'horizontal');
  const barriers = async (): Promise<readonly string[]> =>
    (await new AxeBuilder({ page }).include('[data-test="map-dock"]').analyze()).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ') ?? ''}`);
  expect(await barriers()).toEqual([]);
  await page.getByTestId('map-list-toggle').click();
  expect(await barriers()).toEqual([]);
  await page.context().close();
});
