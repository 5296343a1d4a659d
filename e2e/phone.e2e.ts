import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { gzipped, namedByPage, precached } from '../apps/ops/bench/built-files.ts';
import { SERIAL, startFieldHub } from './field-hub.ts';
import { expect, test } from './journey.ts';
import { writeLabelVideo } from './label-video.ts';
import { openPhone, pullBattery } from './pocket.ts';

const PORT = 9217;

/** With a camera that films the modem's label. */
async function filmingPhone(profile: string, video: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openPhone(profile, { args: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`], permissions: ['camera'] });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

test('A visit worked in a basement survives the phone and arrives once (R39, R40, R42, R46, R54)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gf-phone-'));
  const video = join(folder, 'label.mjpeg');
  const profile = join(folder, 'profile');
  await writeLabelVideo(video, SERIAL);
  const hub = await startFieldHub(PORT);
  const badge = (page: Page) => page.getByTestId('sync-badge');
  try {
    const before = await filmingPhone(profile, video);
    await test.step('the link opens the day and leaves no code in the address', async () => {
      await before.page.goto(`${hub.url}/j/l/abcd1234efgh`);
      await expect(before.page.getByTestId('next-visit')).toContainText('Ginette Tremblay');
      await expect(before.page.getByTestId('ready-offline')).toContainText('Prêt hors ligne');
      expect(before.page.url()).not.toContain('abcd1234');
    });
    await test.step('with no network the technician arrives and the camera links the modem', async () => {
      await hub.close();
      await before.page.getByRole('link', { name: 'Ouvrir l’intervention' }).click();
      await before.page.getByRole('button', { name: 'En route' }).click();
      await before.page.getByRole('button', { name: 'Sur place' }).last().click();
      await expect(badge(before.page)).toHaveText('2 actions en attente de sync');
      await before.page.getByRole('button', { name: 'Fait' }).click();
      await expect(badge(before.page)).toHaveText('3 actions en attente de sync');
      await before.page.getByRole('link', { name: 'Scanner un équipement' }).click();
      await expect(before.page.getByTestId('outcome-linked')).toContainText(SERIAL);
      await expect(badge(before.page)).toHaveText('5 actions en attente de sync');
    });
    await test.step('the phone dies and opens again on the visit, still without a network', async () => {
      pullBattery(profile);
      await before.context.close().catch(() => undefined);
    });
    const after = await filmingPhone(profile, video);
    await after.page.goto(`${hub.url}/j/visit/VIS-000001`);
    await expect(after.page.getByTestId('visit-status')).toHaveText('Sur place');
    await expect(badge(after.page)).toHaveText('5 actions en attente de sync');
    await expect(after.page.getByTestId('step-device')).toContainText(SERIAL);
    await test.step('the network returns and everything arrives by itself, once and in order', async () => {
      const back = await startFieldHub(PORT);
      await after.page.reload();
      await expect.poll(() => back.commands.map((command) => command.type), { timeout: 30_000 }).toEqual(['visit.depart', 'visit.arrive', 'visit.step', 'equipment.link', 'visit.step']);
      await expect(badge(after.page)).toHaveText('Synchronisé');
      expect(new Set(back.commands.map((command) => command.id)).size).toBe(5);
      expect(back.commands).toHaveLength(5);
      await after.context.close();
      await back.close();
    });
  } finally {
    await hub.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
});

test('The page names all that today’s list needs, in few files, and what a phone carries fits (R36, R46)', () => {
  const named = namedByPage();
  for (const chunk of ['app', 'day', 'words-fr']) expect(named.filter((file) => file.startsWith(`assets/${chunk}-`) && file.endsWith('.js'))).toHaveLength(1);
  expect(named.length).toBeLessThanOrEqual(9);
  expect(gzipped(named)).toBeLessThan(200_000);
  expect(gzipped(precached())).toBeLessThan(900_000);
});
