/**
 * Papers and labels read themselves (R16, R37, R41): an invoice to a draft in the ERP, a label photographed without signal,
 * and a file that is refused. On the hub of the whole run, with the embedded reader.
 */
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { ARGS } from '../infra/dev/chromium.mjs';
import { purchaseInvoices } from './erp-tables.ts';
import { expect, inTheMorning, test } from './journey.ts';
import { barriers, LOOKS, openDay, overflow, signedIn } from './pages.ts';
import { disguisedText, frenchInvoice, labelInLetters, type Paper } from './paper.ts';
import { readStage } from './stage.ts';

const ACCOUNTANT = 'compta@demo.gigafibre.ca';
const AGENT = 'agent@demo.gigafibre.ca';
const DESK = { width: 1366, height: 768 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const SOURCE = 'Lu par le lecteur intégré';

async function openScan(browser: Browser, settings: Parameters<typeof signedIn>[2] = { viewport: DESK }): Promise<Page> {
  const page = await (await signedIn(browser, ACCOUNTANT, settings)).newPage();
  await page.goto(`${readStage().origin}/ops/invoices/scan`);
  await expect(page.getByTestId('drop')).toBeVisible();
  return page;
}

/** Lets files go over the place for them, as a hand does. */
async function drop(page: Page, papers: readonly Paper[]): Promise<void> {
  const files = papers.map(({ name, mimeType, buffer }) => ({ name, mimeType, content: buffer.toString('base64') }));
  const held = await page.evaluateHandle((all) => {
    const hand = new DataTransfer();
    for (const { name, mimeType, content } of all) hand.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type: mimeType }));
    return hand;
  }, files);
  await page.getByTestId('drop').dispatchEvent('drop', { dataTransfer: held });
}

const field = (page: Page, name: string): Locator => page.locator(`[data-field="${name}"]`);
const money = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');

test('a supplier’s invoice becomes a draft that a person has looked at, once (R16)', async ({ browser }) => {
  const page = await openScan(browser);
  // the supplier added up wrong: its TVQ is nine cents short of what its total holds
  const paper = await frenchInvoice(11, { tvqOff: -9, annexes: 2 });
  const { facts } = paper;

  await test.step('it is dropped, and how far the reading is is told', async () => {
    const progress = page.getByText(/[0-3] pages? sur 3/).waitFor();
    await drop(page, [paper]);
    await progress;
    await expect(page.getByTestId('source')).toHaveText(SOURCE);
  });

  await test.step('what was read stands beside its place in the picture, and doubts are marked', async () => {
    for (const [name, value] of [['supplier', facts.supplier], ['number', facts.number], ['date', facts.date], ['dueDate', facts.dueDate], ['total', money(facts.total)]] as const) await expect(field(page, name)).toHaveValue(value);
    await expect(field(page, 'tvq')).toHaveValue(money(facts.tvq - 9));
    await expect(page.getByTestId('check')).toContainText('TVQ');
    await expect(page.locator('[data-zone="tvq"]')).toHaveClass(/zone--doubt/);
    await expect(page.locator('[data-zone="total"]')).not.toHaveClass(/zone--doubt/);
    await expect(page.getByText(/À vérifier\s: lu avec \d+\s% de certitude/).first()).toBeVisible();
    await page.keyboard.press('F8');
    await expect(field(page, 'subtotal')).toBeFocused();
    await expect(page.locator('[data-zone="subtotal"]')).toHaveClass(/zone--on/);
    await page.locator('[data-zone="total"]').click();
    await expect(field(page, 'total')).toBeFocused();
  });

  const name = { value: '' };
  await test.step('he mends it, it adds up, and Ctrl+Enter drafts it in the ERP with its file', async () => {
    await field(page, 'tvq').fill(money(facts.tvq));
    await expect(page.getByTestId('check')).toContainText('Le compte est juste au cent près');
    await page.keyboard.press('Control+Enter');
    const done = page.locator('.done');
    await expect(done).toContainText('créé dans l’ERP, fichier joint');
    name.value = /Brouillon (\S+)/.exec(await done.innerText())?.[1] ?? '';
    expect(await purchaseInvoices(facts.number)).toEqual([{ name: name.value, docstatus: 0, date: facts.date, total: facts.total / 100, taxes: (facts.tps + facts.tvq) / 100, files: 1 }]);
  });

  await test.step('the same file again leads to the draft that there is', async () => {
    await page.goto(`${readStage().origin}/ops/invoices/scan`);
    await drop(page, [paper]);
    await expect(page.getByText('Déjà reçu : voici sa lecture')).toBeVisible();
    await expect(page.locator('.done')).toContainText(name.value);
    await expect(page.getByTestId('confirm')).toHaveCount(0);
  });

  await test.step('the same invoice scanned anew is refused, with the way to the first', async () => {
    await drop(page, [await frenchInvoice(11, { tvqOff: -9 })]);
    await expect(page.getByText(`Cette facture est déjà dans l’ERP : ${name.value}.`)).toBeVisible();
    await expect(page.getByTestId('confirm')).toBeDisabled();
    await field(page, 'total').press('Control+Enter');
    expect((await purchaseInvoices(facts.number)).map((draft) => draft.name)).toEqual([name.value]);
    await page.getByRole('link', { name: 'Ouvrir sa lecture' }).click();
    await expect(page.locator('.done')).toContainText(name.value);
  });
  await page.context().close();
});

test('a file that is no paper is refused in a sentence, and the work at hand stays', async ({ browser }) => {
  const page = await openScan(browser);
  const paper = await frenchInvoice(21);
  await drop(page, [disguisedText(), paper]);
  const refused = page.getByRole('listitem').filter({ hasText: 'notes.pdf' });
  await expect(refused.getByRole('alert')).toHaveText('Ce fichier n’est pas d’un type accepté : une photo JPEG, PNG, WebP ou HEIC, ou un PDF.');
  await expect(field(page, 'number')).toHaveValue(paper.facts.number);

  await field(page, 'number').fill('A-7788');
  await drop(page, [disguisedText()]);
  await expect(page.getByRole('alert').filter({ hasText: 'type accepté' })).toHaveCount(2);
  await expect(field(page, 'number')).toHaveValue('A-7788');
  await refused.first().getByRole('button', { name: 'Retirer notes.pdf' }).click();
  await expect(refused).toHaveCount(1);
  await expect(page.getByRole('button', { name: paper.name })).toBeVisible();
  await page.context().close();
});

test('a label photographed without signal is read once the network is back, once (R41, R39)', async ({ browser, launchOptions }) => {
  const { origin } = readStage();
  const paper = await labelInLetters();
  // a phone whose camera the technician has not allowed: the film of the other journeys would be read at once
  const pocket = await chromium.launch({ ...launchOptions, args: ARGS });
  const phone = await inTheMorning(await pocket.newContext({ ...PHONE, locale: 'fr-CA', timezoneId: 'America/Toronto', permissions: [] }));
  const page = await phone.newPage();
  const desk = await signedIn(browser, 'repartition@demo.gigafibre.ca', { viewport: DESK });
  const visit = (await openDay(page, await desk.newPage())).split('/').at(-1) ?? '';
  const readings = page.getByTestId('photo-readings');
  const waits = readings.getByText('En attente de réseau : la photo est gardée sur ce téléphone');

  await test.step('in the basement the photo is kept, also when the app is closed', async () => {
    await page.goto(`${origin}/j`);
    await expect(page.getByTestId('ready-offline')).toContainText('Prêt hors ligne', { timeout: 60_000 });
    await page.goto(`${origin}/j/scan?visit=${visit}`);
    await expect(page.getByTestId('scanner')).toHaveAttribute('data-phase', 'no-camera');
    await phone.setOffline(true);
    await page.getByTestId('label-photo').setInputFiles({ name: 'etiquette.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') });
    await expect(readings).toContainText('Cette image est illisible. Reprenez la photo.');
    await page.getByTestId('label-photo').setInputFiles(paper);
    await expect(waits).toBeVisible();
    await expect(page.getByTestId('sync-badge')).toHaveText('1 action en attente de sync');
    await page.reload();
    await expect(waits).toBeVisible();
  });

  await test.step('the network is back, the first answer is lost, and the reading comes to the visit', async () => {
    const sent: string[] = [];
    await phone.route('**/v1/commands', async (route) => {
      sent.push(route.request().postData() ?? '');
      const answer = await route.fetch();
      if (sent.length === 1) await route.abort('connectionreset');
      else await route.fulfill({ response: answer });
    });
    await phone.setOffline(false);
    await expect(readings.getByText(SOURCE)).toBeVisible({ timeout: 60_000 });
    for (const text of [paper.facts.serial, paper.facts.model, paper.facts.wifiKey]) await expect(readings).toContainText(text);
    await expect(page.getByTestId('sync-badge')).toHaveText('Synchronisé');
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(sent.map((body) => (JSON.parse(body) as { id: string }).id)).size).toBe(1);
    const { readings: kept } = (await (await page.request.get(`${origin}/v1/vision/readings`)).json()) as { readings: readonly { kind: string; visit: string | null; state: string }[] };
    expect(kept.filter((one) => one.kind === 'equipment').map((one) => [one.visit, one.state])).toEqual([[visit, 'read']]);
  });

  await test.step('what was read is taken without typing', async () => {
    expect(await barriers(page, 'light')).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await readings.getByRole('button', { name: `Prendre ${paper.facts.serial}` }).click();
    await expect(page.getByTestId('read')).toContainText(paper.facts.serial);
  });
  await pocket.close();
  await desk.close();
});

for (const look of LOOKS) {
  test(`the invoices keep nobody out in the ${look}`, async ({ browser }) => {
    const page = await openScan(browser, { viewport: DESK, colorScheme: look });
    expect.soft(await barriers(page, look), 'the place to drop').toEqual([]);
    await drop(page, [disguisedText(), await frenchInvoice(look === 'light' ? 31 : 32, { tvqOff: 25 })]);
    await expect(page.getByTestId('source')).toHaveText(SOURCE);
    await expect(page.getByTestId('check')).toBeVisible();
    expect.soft(await barriers(page, look), 'the form').toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    expect.soft(await overflow(page), 'the form scrolls sideways').toBeLessThanOrEqual(0);
    await page.goto(`${readStage().origin}/ops/invoices`);
    await expect(page.locator('main li').first()).toBeVisible();
    expect.soft(await barriers(page, look), 'the list').toEqual([]);
    expect.soft(await overflow(page), 'the list scrolls sideways').toBeLessThanOrEqual(0);
    await page.context().close();
  });
}

test('the office reads a label, receives the device once, and is stopped when it is known (R41)', async ({ browser }) => {
  const paper = await labelInLetters(65);
  const page = await (await signedIn(browser, AGENT, { viewport: DESK })).newPage();
  await page.goto(`${readStage().origin}/ops/equipment`);
  await page.getByRole('link', { name: 'Lire une étiquette' }).click();
  await drop(page, [paper]);
  await expect(page.getByTestId('source')).toHaveText(SOURCE, { timeout: 120_000 });
  await expect(page.getByTestId('unknown')).toBeVisible();

  await test.step('each character in doubt is chosen, not typed', async () => {
    for (const [name, value] of [['serial', paper.facts.serial], ['mac', paper.facts.mac], ['gponSerial', paper.facts.gponSerial]] as const) {
      if (value === undefined || (await field(page, name).inputValue()) === value) continue;
      await field(page, name).locator('xpath=..').getByRole('button', { name: value, exact: true }).click();
      await expect(field(page, name)).toHaveValue(value);
    }
  });

  await test.step('it is received with the keyboard, and known from then on', async () => {
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('.done')).toContainText(paper.facts.serial);
    await page.reload();
    await expect(page.getByTestId('known')).toContainText(paper.facts.serial);
    await expect(page.getByTestId('receive')).toBeDisabled();
  });
  await page.context().close();
});
