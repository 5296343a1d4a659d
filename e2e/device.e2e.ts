/**
 * A device's page, and one device for another: with signal and in a basement, from a cold start, by the labels of both (R43, R63).
 * On the hub of the whole run.
 */
import { chromium, type Page } from '@playwright/test';
import type { Day, DayVisit } from '../packages/contracts/src/index.ts';
import { ARGS } from '../infra/dev/chromium.mjs';
import { holdCamera, holdUp } from './held-label.ts';
import { expect, inTheMorning, test } from './journey.ts';
import { barriers, dayLink, LOOKS, overflow, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-CA', timezoneId: 'America/Toronto' } as const;
const OVER = new Set(['done', 'failed', 'cancelled']);

interface Cast {
  readonly visit: DayVisit;
  readonly installed: string;
  /** Of the technician's van, and of the same kind. */
  readonly fresh: string;
}

/** A visit still to be done where something is installed of which the van holds another. */
async function cast(page: Page): Promise<Cast> {
  const { origin, vanSerial } = readStage();
  const { visits, vanStock } = (await (await page.request.get(`${origin}/v1/day`)).json()) as Day;
  for (const visit of visits.filter((each) => !OVER.has(each.visit.status)))
    for (const old of visit.equipment) {
      const other = vanStock.find(({ serial, category }) => serial !== vanSerial && category === old.category);
      if (other !== undefined) return { visit, installed: old.serial, fresh: other.serial };
    }
  throw new Error('The demo’s day has nothing to swap');
}

async function expectNoBarriers(page: Page): Promise<void> {
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look });
    expect(await barriers(page, look)).toEqual([]);
  }
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}

test('a technician looks a device up and swaps it without signal, and their pages tell of it afterwards (R43, R63)', async ({ browser, launchOptions }) => {
  test.setTimeout(180_000);
  const { origin, technician } = readStage();
  const desk = await signedIn(browser, 'repartition@demo.gigafibre.ca', {});
  const pocket = await chromium.launch({ ...launchOptions, args: [...ARGS] });
  const phone = await inTheMorning(await pocket.newContext({ ...PHONE, permissions: [] }));
  await holdCamera(phone);
  const page = await phone.newPage();
  await page.goto(await dayLink(desk, technician.name));
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 });
  const { visit: { visit, customer }, installed, fresh } = await cast(page);
  const lookUp = (serial: string) => page.goto(`${origin}/j/device/${serial}`);
  const card = (name: string) => page.getByTestId(`card-${name}`);

  await test.step('with signal, seven cards say what the hub knows of the device', async () => {
    await lookUp(installed);
    await expect(card('customer')).toContainText(customer.customerName);
    await expect(card('olt')).toContainText('OLT');
    for (const name of ['equipment', 'customer', 'location', 'subscription', 'tickets', 'jobs', 'olt']) await expect(card(name).getByTestId('age')).toBeVisible();
    await expect(page.getByTestId('unavailable')).toHaveCount(0);
    await expectNoBarriers(page);
  });

  await test.step('one card that fails leaves the others alone, and is asked again by itself', async () => {
    await page.route('**/cards/tickets', (route) => route.fulfill({ status: 503 }));
    await lookUp(installed);
    await expect(card('tickets').getByTestId('unavailable')).toBeVisible();
    await expect(page.getByTestId('unavailable')).toHaveCount(1);
    await page.unroute('**/cards/tickets');
    await card('tickets').getByRole('button', { name: 'Réessayer' }).click();
    await expect(page.getByTestId('unavailable')).toHaveCount(0);
  });

  await test.step('without signal it opens cold from what is kept, each card with its age', async () => {
    await phone.setOffline(true);
    await page.goto('about:blank');
    await lookUp(installed);
    await expect(card('customer')).toContainText(customer.customerName);
    await expect(card('customer').getByTestId('age')).toBeVisible();
    await expect(page.getByTestId('unavailable')).toHaveCount(7);
  });

  await test.step('he scans the old one, then the new one, done', async () => {
    await page.goto(`${origin}/j/visit/${visit.name}/swap`);
    // What is held up when the scanner opens is what it reads first.
    await holdUp(page, { bcid: 'code128', text: fresh });
    await page.getByRole('button', { name: 'Scanner l’ancien' }).click();
    await expect(page.getByTestId('scan-dialog').getByRole('alert')).toContainText('Cet appareil n’est pas installé à cette adresse.');
    await holdUp(page, { bcid: 'qrcode', text: installed });
    await expect(page.getByTestId('scan-dialog')).toHaveCount(0);
    await expect(page.getByTestId('swap-old')).toContainText(installed);
    await holdUp(page, { bcid: 'code128', text: fresh });
    await page.getByRole('button', { name: 'Scanner le nouveau' }).click();
    await expect(page.getByTestId('swap-new')).toContainText('Sort de votre camion');
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Échanger', exact: true }).click();
    await expect(page.getByTestId('swapped')).toBeVisible();
    await expect(page.getByTestId('sync-badge')).toHaveText('1 action en attente de sync');
  });

  await test.step('still without signal, the new one is the customer’s', async () => {
    await lookUp(fresh);
    await expect(card('customer')).toContainText(customer.customerName);
  });

  await test.step('the network returns: the new one tells which it replaced, the old one is to be tested', async () => {
    await phone.setOffline(false);
    await expect(page.getByTestId('sync-badge')).toHaveText('Synchronisé', { timeout: 60_000 });
    await lookUp(fresh);
    await expect(card('equipment')).toContainText(`avec ${installed}`);
    await lookUp(installed);
    await expect(card('equipment')).toContainText('À tester');
  });
  await pocket.close();
});
