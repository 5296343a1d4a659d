import { chromium, type Browser } from '@playwright/test';
import { ARGS, findChromium } from '../../../infra/dev/chromium.mjs';

export const say = (line: object): void => console.log(JSON.stringify(line));
export const round = (value: number): number => Math.round(value * 10) / 10;

/** The Chromium of the journeys, telling memory to the byte. */
export async function openBrowser(): Promise<Browser> {
  const found = await findChromium();
  return chromium.launch({ executablePath: found.path, env: { ...process.env, ...found.env }, args: [...ARGS, '--enable-precise-memory-info'] });
}
