/**
 * A basement without signal: a device is linked by its label, another customer's is a hard stop, and a code that is a program is text
 * (R40, R42). On the hub of the whole run.
 */
import { chromium, type Page } from '@playwright/test';
import type { Day, DayVisit } from '../packages/contracts/src/index.ts';
import { ARGS } from '../infra/dev/chromium.mjs';
import { holdCamera, holdUp } from './held-label.ts';
import { expect, inTheMorning, test } from './journey.ts';
import { openDay, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-CA', timezoneId: 'America/Toronto' } as const;
const OVER = new Set(['done', 'failed', 'cancelled']);

interface Cast {
  readonly visit: DayVisit;
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
  const theirs = other?.equipment[0]?.serial;
  if (visit === undefined || theirs === undefined || van.length === 0) throw new Error('The demo’s day has no modem of two customers');
  return { visit, theirs, van };
}

test('a technician scans without signal: stopped at another customer’s device, linked to his own (R40, R42)', async ({ browser, launchOptions }) => {
  test.setTimeout(180_000);
  const { origin } = readStage();
  const desk = await signedIn(browser, 'repartition@demo.gigafibre.ca', { viewport: { width: 1366, height: 768 } });
  const pocket = await chromium.launch({ ...launchOptions, args: [...ARGS] });
  const phone = await inTheMorning(await pocket.newContext({ ...PHONE, permissions: [] }));
  await holdCamera(phone);
  const page = await phone.newPage();
  await openDay(page, await desk.newPage());
  const { visit: { visit, customer }, van: [linked = ''], theirs } = await cast(page);
  await page.goto(`${origin}/j`);
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 });

  await test.step('at the door, the network goes', async () => {
    await page.goto(`${origin}/j/visit/${visit.name}`);
    await expect(page.getByText(customer.customerName).first()).toBeVisible();
    await phone.setOffline(true);
    const depart = page.getByRole('button', { name: 'En route' });
    if (await depart.isVisible()) await depart.click();
    const arrive = page.getByRole('button', { name: 'Sur place' }).last();
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
    await holdUp(page, { bcid: 'datamatrix', text: linked });
    await page.getByRole('button', { name: 'Scanner un autre' }).click();
    await expect(page.getByTestId('outcome-linked')).toContainText(linked);
    await page.getByRole('link', { name: 'Retour à l’intervention' }).click();
  });
  await pocket.close();
});
