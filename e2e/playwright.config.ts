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
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: report.map((one) => [...one]) as [string][],
  outputDir: '../.test/e2e',
  use: {
    headless: true,
    actionTimeout: 15_000,
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
