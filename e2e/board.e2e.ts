/**
 * A dispatcher's hands on the board: by mouse and by keyboard, alone and beside another dispatcher, for one visit and for many
 * (R04, R05, F2, F3, F6). Everything is played on tomorrow, so that nobody's present is in the way, and is taken back at the end.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import type { Board, VisitCard } from '../packages/contracts/src/index.ts';
import { randomUUID } from 'node:crypto';
import { expect, now, test } from './journey.ts';
import { readStage } from './stage.ts';

const DISPATCHER = 'repartition@demo.gigafibre.ca';
const ADMIN = 'admin@demo.gigafibre.ca';
const DESK = { width: 1920, height: 1080 };
const HEADERS = { 'x-gf-client': 'journeys' };
const TOMORROW = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(now().getTime() + 86_400_000);
const QUARTER_MS = 900_000;
/** Wide enough to be grabbed in the middle. */
const WIDE_MINUTES = 75;

async function sitDown(browser: Browser, user: string, query = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-CA', timezoneId: 'America/Toronto', reducedMotion: 'reduce' });
  const { origin } = readStage();
  const answer = await context.request.post(`${origin}/v1/session`, { headers: HEADERS, data: { user, password: 'demo' } });
  expect(answer.ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${origin}/ops/board?date=${TOMORROW}${query}`);
  await expect(page.locator('[data-row]').first()).toBeVisible();
  return page;
}

const readBoard = async (page: Page): Promise<Board> => (await (await page.request.get(`${readStage().origin}/v1/board?from=${TOMORROW}&days=1`, { headers: HEADERS })).json()) as Board;
const readVisit = async (page: Page, name: string): Promise<VisitCard> => (await (await page.request.get(`${readStage().origin}/v1/visits/${name}`, { headers: HEADERS })).json()) as VisitCard;
/** What undoing must bring back exactly. */
const planOf = async (page: Page, name: string): Promise<Partial<VisitCard>> => {
  const { status, crew, plannedStart, durationMinutes, pinned } = await readVisit(page, name);
  return { status, crew, plannedStart, durationMinutes, pinned };
};

/** Visits to play with: one on each of the first rows, of one person. */
async function castOf(page: Page): Promise<readonly VisitCard[]> {
  const { technicians, visits } = await readBoard(page);
  const isFit = (visit: VisitCard): boolean => ['planned', 'confirmed'].includes(visit.status) && visit.crew.length === 1 && visit.durationMinutes >= WIDE_MINUTES;
  return technicians.slice(0, 20).flatMap(({ name }) => visits.filter((visit) => isFit(visit) && visit.crew[0]?.technician === name).slice(0, 1));
}

const nth = <T>(list: readonly T[], at: number): T => {
  const found = list[at];
  if (found === undefined) throw new Error('The demo has too few visits tomorrow');
  return found;
};
const barOf = (page: Page, { name }: VisitCard): Locator => page.getByTestId('board').getByTestId(`visit-${name}`).first();
const rowOf = (page: Page, technician: string): Locator => page.getByTestId(`row-${technician}`);
type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;
const boxOf = async (one: Locator): Promise<Box> => {
  const box = await one.boundingBox();
  if (box === null) throw new Error('It is not on the screen');
  return box;
};
const pixelsPerHour = async (page: Page): Promise<number> => page.getByTestId('board').evaluate((element) => Number.parseFloat(getComputedStyle(element).getPropertyValue('--hour')));

/** Takes a bar by its middle and carries it: hours along, and to another row. The button stays down. */
async function carry(page: Page, bar: Locator, to: { readonly hours?: number; readonly row?: Locator }): Promise<void> {
  // A bar that still glides back to its lane would be grabbed beside: hovering waits until it rests under the pointer.
  await bar.hover();
  const from = await boxOf(bar);
  const row = to.row === undefined ? from : await boxOf(to.row);
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await page.mouse.down();
  await page.mouse.move(x + 8, y, { steps: 3 });
  await page.mouse.move(x + (to.hours ?? 0) * (await pixelsPerHour(page)), row.y + row.height / 2, { steps: 8 });
  await expect(page.getByTestId('ghost')).toBeVisible();
}

/** The screen follows the hub a moment later: whoever presses beside a bar must first wait until it is where it belongs. */
const restsAt = async (bar: Locator, place: Box): Promise<void> => expect.poll(() => bar.boundingBox()).toEqual(place);

/** Takes the last deed back: the hub has the former plan again, and the bar the place it had, where one is given. */
async function undoTo(page: Page, visit: VisitCard, before: Partial<VisitCard>, place?: Box): Promise<void> {
  await page.keyboard.press('Control+z');
  await expect.poll(() => planOf(page, visit.name)).toEqual(before);
  if (place !== undefined) await restsAt(barOf(page, visit), place);
}

test('a visit is moved, lengthened and unassigned by hand, and each comes back exactly (R05, F6)', async ({ browser }) => {
  const page = await sitDown(browser, DISPATCHER);
  const cast = await castOf(page);
  const [visit, host] = [nth(cast, 0), nth(cast, 2).crew[0]?.technician ?? ''];
  const [before, place] = [await planOf(page, visit.name), await boxOf(barOf(page, visit))];

  await test.step('the ghost says what the move costs before the drop; Esc gives up', async () => {
    await carry(page, barOf(page, visit), { hours: 1, row: rowOf(page, host) });
    await expect(page.getByTestId('ghost')).toContainText(/Route\s:.*km/);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('ghost')).toHaveCount(0);
    await page.mouse.up();
    expect(await planOf(page, visit.name)).toEqual(before);
  });

  await test.step('dropped on another row it belongs to that person, on a quarter of an hour', async () => {
    await carry(page, barOf(page, visit), { hours: 1.05, row: rowOf(page, host) });
    await page.mouse.up();
    await expect(rowOf(page, host).getByTestId(`visit-${visit.name}`)).toBeVisible();
    await expect.poll(async () => (await readVisit(page, visit.name)).crew).toEqual([{ technician: host, role: 'lead' }]);
    const after = await readVisit(page, visit.name);
    expect(Date.parse(after.plannedStart ?? '')).toBe(Date.parse(visit.plannedStart ?? '') + 4 * QUARTER_MS);
    await undoTo(page, visit, before, place);
    await page.keyboard.press('Control+y');
    await expect.poll(async () => (await readVisit(page, visit.name)).crew[0]?.technician).toBe(host);
    await undoTo(page, visit, before, place);
  });

  await test.step('its edge makes it longer', async () => {
    const box = await boxOf(barOf(page, visit));
    await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 0.5 * (await pixelsPerHour(page)), box.y + box.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await readVisit(page, visit.name)).durationMinutes).toBe(visit.durationMinutes + 30);
    await undoTo(page, visit, before, place);
  });

  await test.step('over the tray nobody has it any more', async () => {
    await carry(page, barOf(page, visit), { hours: 0.5 });
    const tray = await boxOf(page.getByTestId('tray'));
    await page.mouse.move(tray.x + tray.width / 2, tray.y + tray.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await readVisit(page, visit.name)).status).toBe('unassigned');
    await undoTo(page, visit, before, place);
  });
});

test('several visits are chosen, moved together and taken back by one undo (R05, F6)', async ({ browser }) => {
  const page = await sitDown(browser, DISPATCHER);
  const cast = await castOf(page);
  const [one, other] = [nth(cast, 3), nth(cast, 4)];
  const before = await Promise.all([planOf(page, one.name), planOf(page, other.name)]);
  const places = [await boxOf(barOf(page, one)), await boxOf(barOf(page, other))] as const;
  await barOf(page, one).click({ modifiers: ['Control'] });
  await barOf(page, other).click({ modifiers: ['Control'] });
  await expect(page.getByTestId('board').locator('[data-visit][aria-pressed="true"]')).toHaveCount(2);

  await carry(page, barOf(page, one), { hours: 0.25 });
  await expect(page.getByTestId('ghost')).toContainText('2 rendez-vous');
  await expect(page.getByTestId('ghost-along')).toHaveCount(1);
  await page.mouse.up();
  for (const visit of [one, other]) await expect.poll(async () => Date.parse((await readVisit(page, visit.name)).plannedStart ?? '')).toBe(Date.parse(visit.plannedStart ?? '') + QUARTER_MS);
  await undoTo(page, one, before[0], places[0]);
  await expect.poll(() => planOf(page, other.name)).toEqual(before[1]);
  await restsAt(barOf(page, other), places[1]);

  const [top, bottom] = places;
  await page.keyboard.press('Escape');
  await page.mouse.move(Math.min(top.x, bottom.x) - 3, Math.min(top.y, bottom.y) + 3);
  await page.mouse.down();
  await page.mouse.move(Math.max(top.x, bottom.x) + 20, Math.max(top.y, bottom.y) + 10, { steps: 6 });
  await page.mouse.up();
  for (const visit of [one, other]) await expect(barOf(page, visit)).toHaveAttribute('aria-pressed', 'true');
});

test('the same by the keyboard alone, and said aloud (R05, F16)', async ({ browser }) => {
  const page = await sitDown(browser, DISPATCHER);
  const visit = nth(await castOf(page), 5);
  const before = await planOf(page, visit.name);
  /** On its own row: undoing brings it back there, a moment after the hub has. */
  const focus = async (): Promise<void> => rowOf(page, visit.crew[0]?.technician ?? '').getByTestId(`visit-${visit.name}`).focus();

  await focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('ghost')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const next = await page.locator(`[data-row="${visit.crew[0]?.technician ?? ''}"] + [data-row]`).getAttribute('data-row');
  const name = (await readBoard(page)).technicians.find((technician) => technician.name === next)?.displayName ?? '';
  await expect(page.getByTestId('spoken')).toContainText(name);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await readVisit(page, visit.name)).crew).toEqual([{ technician: next, role: 'lead' }]);
  expect(Date.parse((await readVisit(page, visit.name)).plannedStart ?? '')).toBe(Date.parse(visit.plannedStart ?? '') + QUARTER_MS);
  await undoTo(page, visit, before);

  await focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByTestId('visit-menu');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  for (const verb of ['assign', 'dispatch', 'customer', 'message', 'call', 'directions']) await expect(menu.getByTestId(`menu-${verb}`)).toBeVisible();
  // The trial rule that every page leaves out: it does not see the space that the layout puts between a bar's words.
  const { violations } = await new AxeBuilder({ page }).disableRules(['label-content-name-mismatch']).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.keyboard.press('v');
  await expect(menu.getByTestId('menu-pin')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await readVisit(page, visit.name)).pinned).toBe(true);
  await focus();
  await page.keyboard.press('p');
  await expect.poll(() => planOf(page, visit.name)).toEqual(before);
});

test('a crew stands on several rows, tied together, and either person goes alone (F2)', async ({ browser }) => {
  const page = await sitDown(browser, DISPATCHER);
  const visit = nth(await castOf(page), 6);
  const before = await planOf(page, visit.name);
  const lead = visit.crew[0]?.technician ?? '';
  const helper = (await page.locator(`[data-row="${lead}"] + [data-row]`).getAttribute('data-row')) ?? '';
  await barOf(page, visit).focus();
  const ties = await page.getByTestId('crew-tie').count();

  const handle = await boxOf(barOf(page, visit).getByTestId('join-handle'));
  await page.mouse.move(handle.x + 12, handle.y + 9);
  await page.mouse.down();
  const row = await boxOf(rowOf(page, helper));
  await page.mouse.move(handle.x + 12, row.y + row.height / 2, { steps: 6 });
  await expect(page.getByTestId('ghost')).toContainText('s’ajoute à l’équipe');
  await page.mouse.up();
  for (const technician of [lead, helper]) await expect(rowOf(page, technician).getByTestId(`visit-${visit.name}`)).toBeVisible();
  await expect(page.getByTestId('crew-tie')).toHaveCount(ties + 1);
  await expect.poll(async () => (await readVisit(page, visit.name)).crew).toEqual([{ technician: lead, role: 'lead' }, { technician: helper, role: 'helper' }]);

  await rowOf(page, helper).getByTestId(`visit-${visit.name}`).click({ button: 'right' });
  await page.getByTestId('menu-leave').first().click();
  await expect.poll(async () => (await readVisit(page, visit.name)).crew).toEqual([{ technician: helper, role: 'lead' }]);
  await page.keyboard.press('Control+z');
  await undoTo(page, visit, before);
});

test('two dispatchers see each other, and nothing moves under a hand (R04)', async ({ browser }) => {
  const [remi, adele] = [await sitDown(browser, DISPATCHER), await sitDown(browser, ADMIN)];
  const cast = await castOf(remi);
  const visit = nth(cast, 8);
  const before = await planOf(remi, visit.name);

  await carry(remi, barOf(remi, visit), { hours: 0.5 });
  await expect(barOf(adele, visit).getByTestId('busy')).toHaveText('Rémi déplace…');
  const place = await boxOf(barOf(remi, visit));
  const { modified: baseModified } = await readVisit(adele, visit.name);
  const resize = { id: randomUUID(), type: 'visit.resize', v: 1, at: now().toISOString(), payload: { visit: visit.name, baseModified, durationMinutes: visit.durationMinutes + 15 } };
  expect((await adele.request.post(`${readStage().origin}/v1/commands`, { headers: HEADERS, data: resize })).ok()).toBe(true);
  await expect.poll(async () => (await boxOf(barOf(adele, visit))).width).toBeGreaterThan(place.width + 10);
  expect(await boxOf(barOf(remi, visit))).toEqual(place);

  await remi.mouse.up();
  await expect(remi.getByText('Adèle Tremblay a modifié', { exact: false })).toBeVisible();
  await expect(barOf(adele, visit).getByTestId('busy')).toHaveCount(0);
  await expect.poll(async () => (await boxOf(barOf(remi, visit))).width).toBeGreaterThan(place.width + 10);
  await adele.request.post(`${readStage().origin}/v1/commands`, { headers: HEADERS, data: { id: randomUUID(), type: 'visit.undo', v: 1, at: now().toISOString(), payload: { visit: visit.name, command: resize.id } } });
  await expect.poll(() => planOf(remi, visit.name)).toEqual(before);

  const shared = nth(cast, 9);
  await carry(remi, barOf(remi, shared), { row: rowOf(remi, nth(cast, 10).crew[0]?.technician ?? '') });
  await remi.mouse.up();
  await expect(rowOf(adele, nth(cast, 10).crew[0]?.technician ?? '').getByTestId(`visit-${shared.name}`)).toBeVisible();
  await undoTo(remi, shared, { status: shared.status, crew: shared.crew, plannedStart: shared.plannedStart, durationMinutes: shared.durationMinutes, pinned: shared.pinned });
});

test('the week shows every day, and a visit goes from one to another (R04, F3)', async ({ browser }) => {
  const page = await sitDown(browser, DISPATCHER);
  const visit = nth(await castOf(page), 11);
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/days=3/);
  await expect(barOf(page, visit)).toBeVisible();
  const before = await planOf(page, visit.name);
  await carry(page, barOf(page, visit), { hours: 13.2 });
  await page.mouse.up();
  await expect.poll(async () => Date.parse((await readVisit(page, visit.name)).plannedStart ?? '') - Date.parse(visit.plannedStart ?? '')).toBe(86_400_000);
  await undoTo(page, visit, before);

  await page.getByTestId('span-7').click();
  await expect(page.locator('.axis__day').filter({ hasText: /\p{L}/u })).toHaveCount(7);
  await page.reload();
  await expect(page.getByTestId('span-7')).toHaveAttribute('aria-pressed', 'true');
  await expect(barOf(page, visit)).toBeVisible();
});
