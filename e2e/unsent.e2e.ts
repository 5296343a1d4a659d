/** Work that has not left the phone, as its technician and his dispatcher see it (R54). */
import { expect, test } from './journey.ts';
import { openDay, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const REFUSAL = { type: '/problems/visit_transition_refused', title: 'The visit is past that step', status: 409, code: 'visit_transition_refused', retry: 'never' };

test('the dispatcher sees what a phone has not sent, the technician puts it right, and both see it go', async ({ browser }) => {
  test.setTimeout(120_000);
  const { technician, origin } = readStage();
  const desk = await (await signedIn(browser, 'repartition@demo.gigafibre.ca', { viewport: { width: 1920, height: 1080 } })).newPage();
  const phone = await (await browser.newContext({ ...PHONE, locale: 'fr-CA', timezoneId: 'America/Toronto', reducedMotion: 'reduce', serviceWorkers: 'block' })).newPage();
  await openDay(phone, desk);
  await desk.goto(`${origin}/ops/board`);
  const chip = desk.getByTestId(`row-${technician.name}`).getByTestId('unsent');
  const badge = phone.getByTestId('sync-badge');
  await expect(badge).toHaveText('Synchronisé');

  await test.step('no network for commands: the count and its age show on the board', async () => {
    await phone.route('**/v1/commands', (route) => route.abort());
    await phone.getByRole('textbox', { name: 'Ajouter une note' }).fill('Clé sous le pot');
    await phone.getByRole('button', { name: 'Ajouter une note' }).click();
    await expect(badge).toHaveText('1 action en attente de sync');
    await expect(chip).toHaveText(/1 non envoyée, depuis \d+/, { timeout: 20_000 });
    await expect(desk.getByTestId(`row-${technician.name}`).getByTestId('stale-status').first()).toBeVisible();
  });

  await test.step('the hub refuses: the reason is told in words on both sides', async () => {
    await phone.unroute('**/v1/commands');
    await phone.route('**/v1/commands', (route) => route.fulfill({ status: 409, headers: { 'x-gf-hub': '1', 'content-type': 'application/problem+json' }, body: JSON.stringify(REFUSAL) }));
    await badge.click();
    await phone.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await expect(badge).toHaveText('1 action refusée');
    await expect(phone.getByTestId('sync-refused')).toContainText('Note');
    await expect(chip).toHaveText('1 non envoyée, 1 refusée', { timeout: 20_000 });
    await desk.getByTestId(`row-${technician.name}`).locator('[data-person]').click();
    await expect(desk.getByTestId('unsent-list')).toContainText('Note');
  });

  await test.step('corrected, it leaves, and nothing is left to show', async () => {
    await phone.unroute('**/v1/commands');
    await phone.getByRole('button', { name: 'Corriger', exact: true }).click();
    await phone.getByTestId('sync-correct').getByRole('textbox').fill('Clé chez la voisine');
    await phone.getByRole('button', { name: 'Corriger et renvoyer' }).click();
    await expect(badge).toHaveText('Synchronisé');
    await expect(phone.getByText('Tout est synchronisé')).toBeVisible();
    await expect(chip).toHaveCount(0, { timeout: 20_000 });
  });
});
