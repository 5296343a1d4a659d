/**
 * Everybody can read every page: with a screen reader, in the dark, on a phone, in French (F17, F18).
 * The pages are opened by address on the hub of the whole run, by the people whose work they are.
 */
import type { Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './journey.ts';
import { ROOT } from './places.ts';
import { barriers, LOOKS, openDay, overflow, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const DISPATCHER = 'repartition@demo.gigafibre.ca';
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

interface Place {
  readonly name: string;
  readonly path: string;
  /** What is there once the page has been read. */
  readonly shows: string;
}

async function rows(page: Page, doctype: string, filters: readonly unknown[]): Promise<string> {
  const query = new URLSearchParams({ filters: JSON.stringify(filters), order_by: 'creation desc', limit_page_length: '1' });
  const answer = await page.request.get(`${readStage().origin}/api/resource/${encodeURIComponent(doctype)}?${query.toString()}`);
  const { data } = (await answer.json()) as { data: readonly { name: string }[] };
  const [first] = data;
  if (first === undefined) throw new Error(`The demo has no ${doctype}`);
  return first.name;
}

/** The office's pages, each with a document of the demo in it. */
async function officePlaces(page: Page): Promise<readonly Place[]> {
  const { customer } = readStage();
  const [ticket, job] = await Promise.all([rows(page, 'Issue', [['status', '=', 'Open']]), rows(page, 'Dispatch Job', [['status', '=', 'Scheduled']])]);
  return [
    { name: 'the board', path: '/ops/board', shows: '[data-test^="row-"]' },
    { name: 'the customers', path: '/ops/customers', shows: 'tbody a' },
    { name: 'a customer', path: `/ops/customers/${encodeURIComponent(customer.name)}`, shows: 'main h1' },
    { name: 'the tickets', path: '/ops/tickets', shows: 'tbody a' },
    { name: 'a ticket', path: `/ops/tickets/${ticket}`, shows: 'main h1' },
    { name: 'the equipment', path: '/ops/equipment', shows: 'tbody a' },
    { name: 'a device', path: `/ops/equipment/${customer.serial}`, shows: 'main h1' },
    { name: 'a job', path: `/ops/jobs/${job}`, shows: 'main h1' },
    { name: 'the outbox', path: '/ops/outbox', shows: 'main h1' },
    { name: 'the messages', path: '/ops/messages', shows: '[data-test^="conversation-"]' },
    { name: 'the procedures', path: '/ops/procedures', shows: 'main h1' },
    { name: 'the skills', path: '/ops/people', shows: '[data-test="skill-sheet"]' },
    { name: 'the technicians', path: '/ops/people/technicians', shows: '[data-test^="file-"]' },
    { name: 'the sessions', path: '/ops/people/sessions', shows: '[data-test^="session-"]' },
  ];
}

/** What only an administrator sees. */
const ADMIN_PLACES: readonly Place[] = [
  { name: 'the staff', path: '/ops/people/staff', shows: 'main h1' },
  { name: 'the audit trail', path: '/ops/people/audit', shows: 'main h1' },
];

async function open(page: Page, { path, shows }: Place): Promise<void> {
  await page.goto(`${readStage().origin}${path}`);
  await expect(page.locator(shows).first()).toBeVisible();
  await expect(page.locator('.gf-bone')).toHaveCount(0);
}

/** The pages of the technician's day, once he has opened it by his link. */
async function fieldPlaces(page: Page, desk: Page): Promise<readonly Place[]> {
  const visit = await openDay(page, desk);
  return [
    { name: 'the day', path: '/j', shows: '[data-test="next-visit"]' },
    { name: 'a visit', path: visit, shows: '[data-test="visit-status"]' },
    { name: 'the end of a visit', path: `${visit}/complete`, shows: 'main h1' },
    { name: 'the scanner', path: '/j/scan', shows: 'main h1' },
    { name: 'what waits to be sent', path: '/j/sync', shows: 'main h1' },
  ];
}

type Words = { readonly [key: string]: string | Words };
const sentences = (words: Words): readonly string[] => Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : sentences(value)));
const wordsOf = (text: string): readonly string[] => text.replaceAll(/\{\w+\}/g, ' ').toLowerCase().match(/\p{L}{3,}/gu) ?? [];

/** Words that are in the English sentences and in no French one: any of them on a French page has been forgotten. */
function englishOnly(): ReadonlySet<string> {
  const source = join(ROOT, 'apps/ops/src');
  const folders = [join(source, 'app/locale'), ...readdirSync(join(source, 'modules')).map((module) => join(source, 'modules', module, 'locale'))];
  const read = (language: string): readonly string[] =>
    folders.flatMap((folder) => (readdirSync(folder, { withFileTypes: true }).some(({ name }) => name === `${language}.json`) ? sentences(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Words) : [])).flatMap(wordsOf);
  const french = new Set(read('fr'));
  return new Set(read('en').filter((word) => !french.has(word)));
}

/** Not a forgotten word: the other language's own name, or what the demo's data says (TP-Link, JOB-000001, Line, an access note, an address of the demo). */
const FINE = /^(?:english|link|job|line|terminal|demo)$/;
async function forgottenEnglish(page: Page, english: ReadonlySet<string>): Promise<readonly string[]> {
  // what a customer is told is in his language, and says so
  await page.locator('body [lang=en]').evaluateAll((all) => all.forEach((one) => (one as HTMLElement).style.setProperty('display', 'none')));
  const text = await page.locator('body').innerText();
  const labels = await page.locator('[aria-label], [title], [placeholder]').evaluateAll((all) => all.map((one) => ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? '').join(' ')));
  return [...new Set(wordsOf([text, ...labels].join(' ')).filter((word) => english.has(word) && !FINE.test(word)))];
}

for (const look of LOOKS) {
  test(`no page of the office keeps anybody out in the ${look}`, async ({ browser }) => {
    const context = await signedIn(browser, DISPATCHER, { viewport: DESK, colorScheme: look });
    const page = await context.newPage();
    for (const place of await officePlaces(page)) {
      await test.step(place.name, async () => {
        await open(page, place);
        expect.soft(await barriers(page, look), place.name).toEqual([]);
      });
    }
    const stranger = await (await browser.newContext({ locale: 'fr-CA', colorScheme: look })).newPage();
    await open(stranger, { name: 'signing in', path: '/ops/sign-in', shows: 'h1' });
    expect.soft(await barriers(stranger, look), 'signing in').toEqual([]);
    await stranger.context().close();
    const admin = await (await signedIn(browser, 'admin@demo.gigafibre.ca', { viewport: DESK, colorScheme: look })).newPage();
    for (const place of ADMIN_PLACES) {
      await open(admin, place);
      expect.soft(await barriers(admin, look), place.name).toEqual([]);
    }
    await admin.context().close();
    await context.close();
  });

  test(`no page of the technician keeps anybody out in the ${look}`, async ({ browser }) => {
    const desk = await signedIn(browser, DISPATCHER, { viewport: DESK });
    const phone = await browser.newContext({ viewport: PHONE, locale: 'fr-CA', timezoneId: 'America/Toronto', colorScheme: look, hasTouch: true, isMobile: true, permissions: ['camera'] });
    const page = await phone.newPage();
    for (const place of await fieldPlaces(page, await desk.newPage())) {
      await test.step(place.name, async () => {
        await open(page, place);
        expect.soft(await barriers(page, look), place.name).toEqual([]);
        expect.soft(await overflow(page), `${place.name} scrolls sideways`).toBeLessThanOrEqual(0);
        expect.soft(await forgottenEnglish(page, englishOnly()), place.name).toEqual([]);
      });
    }
    await phone.close();
    await desk.close();
  });
}

test('a French session meets no English word (F17)', async ({ browser }) => {
  const english = englishOnly();
  expect(english.size).toBeGreaterThan(200);
  const context = await signedIn(browser, DISPATCHER, { viewport: DESK });
  const page = await context.newPage();
  for (const place of await officePlaces(page)) {
    await open(page, place);
    expect.soft(await forgottenEnglish(page, english), place.name).toEqual([]);
  }
  await context.close();
});

test('no page scrolls sideways on a phone (F18)', async ({ browser }) => {
  const context = await signedIn(browser, DISPATCHER, { viewport: PHONE, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  for (const place of [{ name: 'signing in', path: '/ops/sign-in', shows: 'h1' }, ...(await officePlaces(page))]) {
    await open(page, place);
    expect.soft(await overflow(page), `${place.name} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await context.close();
});
