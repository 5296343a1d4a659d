/** Who works here: the sheet of skills, roles and sessions, on the hub of the whole run. */
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const DISPATCHER = 'repartition@demo.gigafibre.ca';
const ADMIN = 'admin@demo.gigafibre.ca';
const DESK = { width: 1366, height: 768 };

const cell = (page: Page, technician: string, label: RegExp) => page.getByTestId(`skills-${technician}`).getByRole('gridcell', { name: label });
const saved = (page: Page) => expect(page.getByTestId('sheet-state')).toHaveText('Tout est enregistré');

/** Puts text on the clipboard's paste, as a sheet would. */
const paste = (page: Page, text: string) =>
  page.getByTestId('skill-sheet').evaluate((table, given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given);
    table.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test('the sheet of skills is filled by keys and from another sheet, and everything is saved (R59)', async ({ browser }) => {
  const context = await signedIn(browser, DISPATCHER, { viewport: DESK });
  const page = await context.newPage();
  await page.goto(`${readStage().origin}/ops/people`);
  await expect(page.getByTestId('tagged')).toContainText('46/46');
  const { name, displayName } = readStage().technician;
  const splice = cell(page, name, /Épissure fusion/);
  await splice.click();
  await page.keyboard.press('4');
  await expect(splice).toHaveAccessibleName(/niveau 4/);
  await saved(page);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+z');
  await expect(splice).toHaveAccessibleName(/niveau 4/);
  await page.keyboard.press('ArrowRight');
  await expect(splice).not.toBeFocused();

  await paste(page, `Nom\tAnglais\tJonglerie\n${displayName}\t5\t1\nPersonne d’Ici\t3\t3`);
  await expect(page.getByTestId('paste-misses')).toContainText('Personne d’Ici');
  await expect(page.getByTestId('paste-misses')).toContainText('Jonglerie');
  await page.getByRole('button', { name: 'Changer 1 case' }).click();
  await expect(cell(page, name, /Anglais/)).toHaveAccessibleName(/niveau 5/);
  await saved(page);
  await page.reload();
  await expect(cell(page, name, /Anglais/)).toHaveAccessibleName(/niveau 5/);
  await expect(cell(page, name, /Épissure fusion/)).toHaveAccessibleName(/niveau 4/);
  await context.close();
});

test('two dispatchers change one person: the second is told who was first, and decides (R59)', async ({ browser }) => {
  const [one, other] = [await signedIn(browser, DISPATCHER, { viewport: DESK }), await signedIn(browser, ADMIN, { viewport: DESK })];
  const [mine, theirs] = [await one.newPage(), await other.newPage()];
  for (const page of [mine, theirs]) {
    await page.goto(`${readStage().origin}/ops/people`);
    await expect(page.getByTestId('tagged')).toBeVisible();
  }
  await theirs.route('**/v1/people/skills', (route) => route.abort());
  await cell(mine, 'TECH-003', /Wi-Fi/).click();
  await mine.keyboard.press('2');
  await saved(mine);
  await cell(theirs, 'TECH-003', /Télévision/).click();
  await theirs.keyboard.press('3');
  await expect(theirs.getByTestId('refused')).toContainText('a changé le dossier');
  await theirs.unroute('**/v1/people/skills');
  await theirs.getByRole('button', { name: 'Appliquer quand même' }).click();
  await saved(theirs);
  await theirs.reload();
  await expect(cell(theirs, 'TECH-003', /Télévision/)).toHaveAccessibleName(/niveau 3/);
  await expect(cell(theirs, 'TECH-003', /Wi-Fi/)).toHaveAccessibleName(/niveau 2/);
  await one.close();
  await other.close();
});

test('an administrator changes a role, ends a session, and finds the trail intact (F13)', async ({ browser }) => {
  const admin = await signedIn(browser, ADMIN, { viewport: DESK });
  const accountant = await signedIn(browser, 'compta@demo.gigafibre.ca', { viewport: DESK });
  const page = await admin.newPage();
  await page.goto(`${readStage().origin}/ops/people/staff`);
  await page.getByRole('button', { name: 'Retirer l’accès à Adèle Tremblay' }).click();
  await expect(page.getByRole('alert')).toContainText('Il ne resterait plus personne');
  await page.getByTestId('staff-compta@demo.gigafibre.ca').getByRole('button', { name: /Rôles/ }).click();
  await page.getByLabel('Service à la clientèle').check();
  await page.getByRole('button', { name: 'Appliquer' }).click();
  await expect(page.getByTestId('staff-compta@demo.gigafibre.ca')).toContainText('Service à la clientèle, Comptabilité');
  expect((await accountant.request.get(`${readStage().origin}/v1/session`)).status()).toBe(401);

  const agent = await signedIn(browser, 'agent@demo.gigafibre.ca', { viewport: DESK });
  await page.goto(`${readStage().origin}/ops/people/sessions`);
  await page.getByTestId('session-agent@demo.gigafibre.ca').first().getByRole('button', { name: /Fermer la session/ }).click();
  await expect.poll(async () => (await agent.request.get(`${readStage().origin}/v1/session`)).status()).toBe(401);

  await page.goto(`${readStage().origin}/ops/people/audit`);
  await page.getByTestId('verify-chain').click();
  await expect(page.getByTestId('chain-good')).toContainText('tout est intact');
  await page.goto(`${readStage().origin}/ops/people/staff`);
  await page.getByTestId('staff-compta@demo.gigafibre.ca').getByRole('button', { name: /Rôles/ }).click();
  await page.getByLabel('Service à la clientèle').uncheck();
  await page.getByRole('button', { name: 'Appliquer' }).click();
  for (const context of [admin, accountant, agent]) await context.close();
});
