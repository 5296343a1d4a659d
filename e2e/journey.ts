/**
 * Journeys live on one working morning, whatever the hour outside: who is already done, late or at lunch on the demo's board
 * would otherwise depend on when somebody runs them. The hub, the browsers and the journeys themselves share that clock.
 */
import { test as base, type Browser, type BrowserContext } from '@playwright/test';
import { shiftDate } from './shift-clock.mjs';

/** A Tuesday with no holiday in its week nor in the next, before the first visit. Another moment may be tried, as an instant. */
const MORNING = process.env['JOURNEYS_AT'] ?? '2026-09-22T07:40:00-04:00';

/** Fixes the clock of the run: once, before the first hub. Playwright's own processes keep the machine's time. */
export function startMorning(): void {
  process.env['JOURNEYS_SHIFT_MS'] = String(Date.parse(MORNING) - Date.now());
}

/** How far the journeys' clock is from the machine's; nought outside a run of journeys. */
export const shiftMs = (): number => Number(process.env['JOURNEYS_SHIFT_MS'] ?? 0);

/** The journeys' present: what a hub and a page of theirs call now. */
export const now = (): Date => new Date(Date.now() + shiftMs());

/** Gives a browser's pages the journeys' clock. Workers keep the machine's; none of ours asks for the time. */
export async function inTheMorning<Context extends BrowserContext>(context: Context): Promise<Context> {
  if (shiftMs() !== 0) await context.addInitScript(`(${shiftDate.toString()})(${shiftMs()})`);
  return context;
}

export const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({ browser }, use) => {
      const open = browser.newContext.bind(browser);
      browser.newContext = async (settings) => inTheMorning(await open(settings));
      await use(browser);
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';
