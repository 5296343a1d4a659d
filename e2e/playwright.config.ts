import { defineConfig } from '@playwright/test';
import { ARGS, findChromium } from '../infra/dev/chromium.mjs';
import { LABEL_VIDEO } from './places.ts';

const chromium = await findChromium();
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? [['list'] as const] : [['list'] as const, ['json'] as const];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  globalSetup: './global-setup.ts',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // A machine that does other people's work too can starve a browser for half a minute. What passes only the second time is listed as flaky.
  retries: 1,
  reporter: report.map((one) => [...one]) as [string][],
  outputDir: '../.test/e2e',
  use: {
    headless: true,
    actionTimeout: 30_000,
    testIdAttribute: 'data-test',
    locale: 'fr-CA',
    timezoneId: 'America/Toronto',
    permissions: ['camera', 'geolocation'],
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium.path,
      env: { ...process.env, ...chromium.env } as Record<string, string>,
      args: [...ARGS, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${LABEL_VIDEO}`],
    },
  },
});
