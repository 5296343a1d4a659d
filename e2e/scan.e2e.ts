/**
 * A basement without signal: a device is linked by its label, another customer's is a hard stop, one device takes the place of
 * another, and a device's page opens from what is kept (R40, R42, R43, R63). On the hub of the whole run.
 */
import { chromium, expect, test, type Page } from '@playwright/test';
import type { Day, DayVisit } from '../packages/contracts/src/index.ts';
import { ARGS } from '../infra/dev/chromium.mjs';
import { holdCamera, holdUp } from './held-label.ts';
import { barriers, LOOKS, openDay, overflow, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-CA', timezoneId: 'America/Toronto' } as const;
const OVER = new Set(['done', 'failed', 'cancelled']);

interface Cast {
  readonly visit: DayVisit;
  readonly installed: string;
  readonly van: readonly string[];
  /** A device of another customer of the day. */
  readonly theirs: string;
}

/** Who and what of the technician's day: a visit still to be done where a modem is installed, what his van holds, and somebody else's device. */
async function cast(page: Page): Promise<Cast> {
  const { origin, vanSerial } = readStage();
  const day = (await (await page.request.get(`${origin}/v1/day`)).json()) as Day;
  const van = day.vanStock.map(({ serial }) => serial).filter((serial) => serial !== vanSerial);
  const open = day.visits.filter(({ visit, equipment }) => !OVER.has(visit.status) && equipment.length > 0);
  const [visit, other] = [open[0], open.find(({ location }) => location?.name !== open[0]?.location?.name)];
  const [installed, theirs] = [visit?.equipment[0]?.serial, other?.equipment[0]?.serial];
  if (visit === undefined || installed === undefined || theirs === undefined || van.length < 2) throw new Error('The demo’s day has no modem to swap');
  return { visit, installed, theirs, van };
}

test('a technician scans, is stopped, swaps and looks up without signal (R40, R42, R43, R63)', async ({ browser, launchOptions }) => {
  test.setTimeout(180_000);
  const { origin } = readStage();
  const desk = await signedIn(browser, 'repartition@demo.gigafibre.ca', { viewport: { width: 1366, height: 768 } });
  const pocket = await chromium.launch({ ...launchOptions, args: [...ARGS] });
  const phone = await pocket.newContext({ ...PHONE, permissions: [] });
  await holdCamera(phone);
  const page = await phone.newPage();
  await openDay(page, await desk.newPage());
  const { visit: { visit, customer }, installed, van: [linked = '', fresh = ''], theirs } = await cast(page);
  await page.goto(`${origin}/j`);
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 });

  await test.step('at the door, the network goes', async () => {
    await page.goto(`${origin}/j/visit/${visit.name}`);
    await expect(page.getByText(customer.customerName).first()).toBeVisible();
    await phone.setOffline(true);
    const depart = page.getByRole('button', { name: 'En route' });
    if (await depart.isVisible()) await depart.click();
    const arrive = page.getByRole('button', { name: 'Sur place' });
    if (await arrive.isVisible()) await arrive.click();
    await expect(page.getByTestId('visit-status')).toContainText('Sur place');
  });

  await test.step('a code that is a program is text, and another customer’s device is a hard stop', async () => {
    await page.goto(`${origin}/j/scan?visit=${visit.name}`);
    await expect(page.getByTestId('scanner')).toHaveAttribute('data-phase', 'looking');
    await holdUp(page, { bcid: 'qrcode', text: 'javascript:alert(document.cookie)' });
    await expect(page.getByTestId('other-code')).toContainText('javascript:alert(document.cookie)');
    await holdUp(page, { bcid: 'qrcode', text: theirs });
    await expect(page.getByTestId('outcome-elsewhere')).toContainText('Déjà actif chez un autre client');
    await expect(page.getByTestId('outcome-elsewhere').getByRole('button')).toHaveCount(0);
  });

  await test.step('a device of the van links itself, whichever code its label has', async () => {
    await page.getByRole('button', { name: 'Scanner un autre' }).click();
    await expect(page.getByTestId('scanner')).toHaveAttribute('data-phase', /looking|slow/);
    await holdUp(page, { bcid: 'datamatrix', text: linked });
    await expect(page.getByTestId('outcome-linked')).toContainText(linked);
    await page.getByRole('link', { name: 'Retour à l’intervention' }).click();
  });

  await test.step('he scans the old one, then the new one, done', async () => {
    await page.getByRole('link', { name: 'Échanger un équipement' }).click();
    await page.getByRole('button', { name: 'Scanner l’ancien' }).click();
    await holdUp(page, { bcid: 'code128', text: fresh });
    await expect(page.getByTestId('scan-dialog').getByRole('alert')).toContainText('Cet appareil n’est pas installé à cette adresse.');
    await holdUp(page, { bcid: 'qrcode', text: installed });
    await expect(page.getByTestId('swap-old')).toContainText(installed);
    await page.getByRole('button', { name: 'Scanner le nouveau' }).click();
    await holdUp(page, { bcid: 'code128', text: fresh });
    await expect(page.getByTestId('swap-new')).toContainText('Sort de votre camion');
    for (const look of LOOKS) {
      await page.emulateMedia({ colorScheme: look });
      expect(await barriers(page, look)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Échanger', exact: true }).click();
    await expect(page.getByTestId('swapped')).toBeVisible();
  });

  await test.step('its page opens cold from what is kept, each card with its age and its own « réessayer »', async () => {
    await page.goto(`${origin}/j/device/${fresh}`);
    await expect(page.getByTestId('card-customer')).toContainText(customer.customerName);
    await expect(page.getByTestId('card-customer').getByTestId('age')).toBeVisible();
    await expect(page.getByTestId('unavailable')).toHaveCount(7);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  await test.step('the network returns: the swap arrives, and the old one is to be tested, in the van', async () => {
    await phone.setOffline(false);
    await expect(page.getByTestId('sync-badge')).toHaveText(/Synchronisé/, { timeout: 60_000 });
    await page.goto(`${origin}/j/device/${fresh}`);
    await expect(page.getByTestId('card-equipment')).toContainText(`avec ${installed}`);
    await expect(page.getByTestId('card-olt')).toContainText('OLT');
    await expect(page.getByTestId('unavailable')).toHaveCount(0);
    await page.goto(`${origin}/j/device/${installed}`);
    await expect(page.getByTestId('card-equipment')).toContainText('À tester');
    expect(await barriers(page, 'light')).toEqual([]);
  });
  await pocket.close();
});
