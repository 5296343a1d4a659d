/**
 * From the first call to the closed ticket, as the people of the provider live it (R13, R61, R05, R50, R17, R40, R39, R62, F13).
 * One hub, three people: Agathe answers the phone, Rémi dispatches, and a technician goes, without signal.
 */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { join } from 'node:path';
import { expect, test } from './journey.ts';
import { TEST_OUTPUT } from './places.ts';
import { openPhone } from './pocket.ts';
import { readStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'fr-CA', timezoneId: 'America/Toronto', hasTouch: true, isMobile: true } as const;
const DESK = { width: 1920, height: 1080 };
const SUBJECT = 'Pas de signal depuis l’orage';

/** A JPEG of one pixel, as small as photographs get. */
const PHOTO = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z', 'base64');

async function signIn(page: Page, origin: string, user: string): Promise<void> {
  await page.goto(`${origin}/ops/sign-in`);
  await page.getByText(user).click();
  await expect(page.getByRole('button', { name: /Compte de/ })).toBeVisible();
}

/** Looks something up as people do: the shortcut, what they know, the first hit. */
async function find(page: Page, query: string, hit: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Rechercher ou commander' });
  await box.fill(query);
  await expect(page.getByRole('option').filter({ hasText: hit }).first(), `« ${query} » finds ${hit}`).toBeVisible();
}

/** The technicians' column at the board's middle density, in pixels; the day begins to its right. */
const LABEL_WIDTH = 232;

/** Drags by hand: a press, a start that is more than a click, a way, and a look at what the ghost says before letting go. */
async function dragToRow(page: Page, from: Locator, row: Locator, x: number): Promise<void> {
  await row.locator('.person').scrollIntoViewIfNeeded();
  await from.scrollIntoViewIfNeeded();
  const [start, board, target] = [await from.boundingBox(), await page.getByTestId('board').boundingBox(), await row.boundingBox()];
  if (start === null || board === null || target === null) throw new Error('Nothing to drag, or nowhere to drop it');
  await page.mouse.move(start.x + 60, start.y + 12);
  await page.mouse.down();
  await page.mouse.move(start.x + 30, start.y + 24, { steps: 4 });
  await page.mouse.move(board.x + LABEL_WIDTH + x, target.y + target.height / 2, { steps: 12 });
  await expect(page.getByTestId('ghost')).toContainText(/Route|Aucune règle|Hors|Chevauche|Compétence|passé|retard|Empiète/);
  await page.mouse.up();
}

test('from the first call to the closed ticket', async ({ browser, launchOptions }) => {
  test.setTimeout(300_000);
  const { origin, customer, technician, vanSerial } = readStage();
  const desk = (): Promise<BrowserContext> => browser.newContext({ viewport: DESK });
  const agathe = await (await desk()).newPage();
  const remi = await (await desk()).newPage();
  const ticketName = { value: '' };
  const visit = { name: '' };

  await test.step('1. The agent finds the customer by whatever he knows of her, and opens a ticket', async () => {
    await signIn(agathe, origin, 'agent@demo.gigafibre.ca');
    const plain = customer.name.normalize('NFD').replaceAll(/\p{Diacritic}/gu, '').toLowerCase();
    const [area, prefix, line] = [customer.phone.slice(2, 5), customer.phone.slice(5, 8), customer.phone.slice(8)];
    const keys = [[`${area} ${prefix}-${line}`, customer.name], [customer.serial, customer.serial], [customer.mac.replaceAll(':', '').toLowerCase(), customer.serial], [customer.address, customer.address]] as const;
    for (const [known, hit] of keys) {
      await find(agathe, known, hit);
      await agathe.keyboard.press('Escape');
    }
    await find(agathe, plain, customer.name);
    await agathe.getByRole('option').filter({ hasText: customer.name }).first().click();
    await expect(agathe.getByRole('heading', { name: customer.name, level: 1 })).toBeVisible();
    await expect(agathe.getByText(customer.address).first()).toBeVisible();
    await expect(agathe.getByText(customer.serial).first()).toBeVisible();

    await agathe.getByRole('button', { name: 'Ouvrir un billet' }).click();
    const dialog = agathe.getByRole('dialog');
    await dialog.getByLabel('Catégorie').selectOption('Pas de signal');
    await dialog.getByLabel('Objet').fill(SUBJECT);
    await dialog.getByLabel('Priorité').selectOption('High');
    await dialog.getByRole('button', { name: 'Ouvrir le billet' }).click();
    await expect(agathe).toHaveURL(/\/ops\/tickets\/ISS-/);
    ticketName.value = agathe.url().split('/').at(-1) ?? '';
    await find(agathe, ticketName.value, SUBJECT);
    await agathe.keyboard.press('Escape');
  });

  await test.step('2. From the ticket she creates the job; what the category knows is proposed', async () => {
    await signIn(remi, origin, 'repartition@demo.gigafibre.ca');
    await remi.goto(`${origin}/ops/board`);
    await expect(remi.getByTestId(`row-${technician.name}`)).toBeVisible();

    await agathe.getByRole('button', { name: 'Créer une intervention' }).first().click();
    const dialog = agathe.getByRole('dialog');
    await expect(dialog.getByLabel('Type d’intervention')).toHaveValue('no-signal-repair');
    await expect(dialog.getByLabel('Durée (minutes)')).toHaveValue('90');
    await expect(dialog.getByLabel('Priorité')).toHaveValue('High');
    await expect(dialog.getByText('Épissure fusion', { exact: false })).toBeVisible();
    await dialog.getByRole('button', { name: 'Créer l’intervention' }).click();
    await expect(dialog).toBeHidden();

    await agathe.getByRole('button', { name: 'Créer une intervention' }).first().click();
    await expect(agathe.getByText('Une intervention est déjà ouverte ici.')).toBeVisible();
    await agathe.keyboard.press('Escape');
  });

  await test.step('3. It reaches the dispatcher’s tray without a refresh; he assigns it by drag, undoes, and assigns by keyboard', async () => {
    const card = remi.locator('[data-test^="tray-visit-"]').filter({ hasText: customer.name });
    await expect(card).toBeVisible({ timeout: 10_000 });
    visit.name = ((await card.getAttribute('data-test')) ?? '').replace('tray-visit-', '');

    const row = remi.getByTestId(`row-${technician.name}`);
    const bar = remi.locator(`[data-test="row-${technician.name}"]`).getByTestId(`visit-${visit.name}`);
    await dragToRow(remi, card, row, 620);
    await expect(bar).toBeVisible();
    await expect(card).toBeHidden();

    await remi.keyboard.press('Control+z');
    await expect(card).toBeVisible();
    await expect(bar).toBeHidden();

    await remi.getByTestId(`tray-visit-${visit.name}`).getByRole('button').first().focus();
    await remi.keyboard.press('a');
    const dialog = remi.getByTestId('assign-dialog');
    await dialog.getByPlaceholder('Nom du technicien').fill(technician.displayName);
    await expect(dialog.locator('[data-test^="placement-"]').first()).toBeVisible();
    await remi.keyboard.press('Enter');
    await expect(bar).toBeVisible();
  });

  await test.step('4. The technician’s link is one SMS in the outbox, and opens his day on his phone', async () => {
    await remi.getByTestId(`visit-${visit.name}`).first().click();
    await remi.getByRole('button', { name: 'Envoyer le lien au technicien' }).click();
    await remi.getByRole('button', { name: 'Voir le message' }).click();
    await expect(remi).toHaveURL(/\/ops\/outbox/);
    await remi.getByRole('button').filter({ hasText: technician.displayName }).first().click();
    await expect(remi.getByText('1 segment', { exact: false })).toBeVisible();
    await expect(remi.getByRole('link', { name: /\/j#/ })).toBeVisible();
  });

  const link = (await remi.getByRole('link', { name: /\/j#/ }).getAttribute('href')) ?? '';
  const profile = join(TEST_OUTPUT, 'phone');
  const pickUp = (): Promise<BrowserContext> => openPhone(profile, { ...launchOptions, ...PHONE, permissions: ['camera'] });
  let phone = await pickUp();
  let page = phone.pages()[0] ?? (await phone.newPage());

  await test.step('… that job first, then the day, ready for the basement', async () => {
    await page.goto(link);
    await expect(page.getByText(customer.name).first()).toBeVisible();
    await expect(page).not.toHaveURL(new RegExp(link.split('#').at(-1) ?? ''));
    await expect(page.getByRole('button', { name: 'En route' })).toBeVisible();
    await page.getByRole('button', { name: 'Retour' }).click();
    await expect(page.getByRole('heading', { name: `Bonjour ${technician.displayName.split(' ')[0] ?? ''}`, exact: false })).toBeVisible();
    await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('5. The network is cut: he goes, arrives, scans the modem, proves the work and completes', async () => {
    await page.goto(`${origin}/j/visit/${visit.name}`);
    await expect(page.getByText(customer.name).first()).toBeVisible();
    await phone.setOffline(true);
    await page.getByRole('button', { name: 'En route' }).click();
    await expect(page.getByTestId('sync-badge')).toHaveText(/^\s*1 action en attente de sync\s*$/);
    await page.getByRole('button', { name: 'Sur place' }).last().click();
    await expect(page.getByTestId('sync-badge')).toHaveText(/^\s*2 actions en attente de sync\s*$/);

    await page.getByRole('link', { name: 'Scanner un équipement' }).click();
    await expect(page.getByTestId('read')).toContainText(vanSerial, { timeout: 20_000 });
    await page.getByRole('link', { name: 'Retour à l’intervention' }).click();
    await expect(page.getByTestId('sync-badge')).toHaveText(/^\s*3 actions en attente de sync\s*$/);
  });

  await test.step('… the app is killed and reopened without network, and nothing is gone', async () => {
    await phone.close();
    phone = await pickUp();
    await phone.setOffline(true);
    page = phone.pages()[0] ?? (await phone.newPage());
    await page.goto(`${origin}/j/visit/${visit.name}`);
    await expect(page.getByTestId('sync-badge')).toHaveText(/^\s*3 actions en attente de sync\s*$/);
    await expect(page.getByTestId('visit-status')).toContainText('Sur place');

    const step = (name: string) => page.getByTestId(`step-${name}`);
    await step('site-safe').getByRole('button', { name: 'Fait' }).click();
    await step('symptom').getByRole('button', { name: 'PON clignote' }).click();
    await step('rx-before').getByRole('button', { name: 'Passer avec une raison' }).click();
    await step('rx-before').getByRole('textbox').last().fill('Pas eu le temps');
    await step('rx-before').getByRole('button', { name: 'Garder' }).last().click();
    await step('cause').getByRole('button', { name: 'Connecteur sale' }).click();
    await step('connectors-clean').getByRole('button', { name: 'Fait' }).click();
    for (const [name, value] of [['olt-tx', '3'], ['rx-power', '-19,5']] as const) {
      await step(name).getByRole('textbox').fill(value);
      await step(name).getByRole('button', { name: 'Garder', exact: true }).click();
    }
    await expect(step('optical-loss')).toContainText('22,5');
    await step('after').getByRole('button').first().click();
    await page.getByTestId('step-after').locator('input[type=file]').setInputFiles({ name: 'apres.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
    await expect(page.getByTestId('step-after')).toContainText('1 photo gardée');
    await page.getByRole('link', { name: 'Terminer' }).click();
    await page.getByRole('button', { name: 'Confirmer la fin' }).click();
    await expect(page.getByTestId('completed')).toBeVisible();
    await expect(page.getByTestId('sync-badge')).toHaveText(/\d+ actions en attente de sync/);
  });

  await test.step('6. The network returns: the queue drains by itself, and everyone sees it', async () => {
    await remi.goto(`${origin}/ops/board`);
    const bar = remi.getByTestId(`visit-${visit.name}`).first();
    await expect(bar).toBeVisible();
    await phone.setOffline(false);
    await expect(page.getByTestId('sync-badge')).toHaveText(/Synchronisé/, { timeout: 30_000 });
    await expect(bar).toHaveAccessibleName(/Terminé/);

    await agathe.goto(`${origin}/ops/tickets/${ticketName.value}`);
    await expect(agathe.getByText('Fermé', { exact: false }).first()).toBeVisible();
    await agathe.goto(`${origin}/ops/equipment/${vanSerial}`);
    await expect(agathe.getByText('Actif').first()).toBeVisible();
    await expect(agathe.getByText(customer.name).first()).toBeVisible();
  });

  await test.step('7. The job’s trail says in French who did what and when, each thing once', async () => {
    await agathe.goto(`${origin}/ops/tickets/${ticketName.value}`);
    await agathe.getByRole('link', { name: SUBJECT }).first().click();
    await expect(agathe).toHaveURL(/\/ops\/jobs\//);
    const trail = agathe.locator('section').filter({ has: agathe.getByRole('heading', { name: 'Qui a fait quoi, et quand' }) });
    for (const sentence of [`Agathe Roy a créé l’intervention « ${SUBJECT} ».`, `${technician.displayName} est en route.`, `${technician.displayName} est sur place.`, `${technician.displayName} a lié l’équipement ${vanSerial} au rendez-vous.`, `Le billet ${ticketName.value} a été fermé.`]) {
      await expect(trail.getByText(sentence)).toHaveCount(1);
    }
    await expect(trail.getByText(`${technician.displayName} a terminé le rendez-vous`, { exact: false })).toHaveCount(1);
    await expect(trail.getByText('Rémi Lavoie a annulé l’assignation', { exact: false })).toHaveCount(1);
  });

  await phone.close();
});
