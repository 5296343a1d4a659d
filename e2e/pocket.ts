/** A technician's phone: a browser profile that outlives the browser, and a battery that can be pulled. */
import { execFileSync } from 'node:child_process';
import { chromium, type BrowserContext } from '@playwright/test';
import { ARGS, findChromium } from '../infra/dev/chromium.mjs';
import { inTheMorning } from './journey.ts';

type Settings = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

export async function openPhone(profile: string, { args = [], ...settings }: Settings = {}): Promise<BrowserContext> {
  const { path, env } = await findChromium();
  const phone = await chromium.launchPersistentContext(profile, { executablePath: path, env: { ...process.env, ...env }, args: [...ARGS, ...args], viewport: { width: 390, height: 844 }, locale: 'fr-CA', timezoneId: 'America/Toronto', ...settings });
  return inTheMorning(phone);
}

/** No page hears of it. */
export function pullBattery(profile: string): void {
  const pids = execFileSync('pgrep', ['-f', '--', `--user-data-dir=${profile}`]).toString().trim().split('\n').map(Number);
  for (const pid of pids) if (pid !== process.pid) process.kill(pid, 'SIGKILL');
}
