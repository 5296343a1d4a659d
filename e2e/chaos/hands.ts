/** What several trials do with a phone. */
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../journey.ts';
import { FIELD } from './phone.ts';
import type { Rig } from './rig.ts';

export const isOpen = ({ state }: { readonly state: string }): boolean => state === 'waiting' || state === 'sending';

export const online = (rig: Rig): Promise<unknown> => rig.phone.page.evaluate(() => window.dispatchEvent(new Event('online')));

/** Until nothing is on its way, however often it has to be tried: as the technician who taps « réessayer ». */
export async function insist(rig: Rig): Promise<void> {
  for (let tries = 0; tries < 240 && (await rig.phone.rows()).some(isOpen); tries += 1) {
    await online(rig);
    await rig.phone.page.evaluate(`${FIELD}.queue.retry()`);
    await pause(250);
  }
}

/** Puts another tab in the place of the phone's. */
export async function freshTab(rig: Rig): Promise<void> {
  const old = rig.phone.page;
  rig.phone.page = await rig.phone.context.newPage();
  await old.close().catch(() => undefined);
  await rig.phone.open();
}

/** Does something while the phone's clock is off by so much; a new tab, with the right time, goes on after that. */
export async function atAnotherTime(rig: Rig, offMs: number, act: () => Promise<unknown>): Promise<void> {
  await rig.phone.page.clock.setSystemTime(now().getTime() + offMs);
  await act();
  await freshTab(rig);
}
