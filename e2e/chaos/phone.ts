import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { openPhone, pullBattery } from '../pocket.ts';

/** One row of the queue, as the app's own store tells it. */
export interface Row {
  readonly state: 'waiting' | 'sending' | 'refused' | 'parked' | 'acknowledged';
  readonly command: { readonly id: string; readonly type: string; readonly payload: Readonly<Record<string, unknown>> };
  readonly refusal?: { readonly code: string };
}

/** A phone that works with the production app: a browser profile that outlives the browser. */
export interface TrialPhone {
  readonly context: BrowserContext;
  page: Page;
  readonly cdp: () => Promise<CDPSession>;
  /** Gives a deed to the app's own queue. Resolves once the app says that it is kept. */
  enqueue(type: string, payload: object): Promise<string>;
  /** The same for many, without waiting; `kept` is told of each that the app has kept. */
  pour(texts: readonly { readonly visit: string; readonly text: string }[]): Promise<void>;
  /** Keeps a picture of noise, so many pixels wide and high, as the app keeps photos. @returns its SHA-256. */
  keepPhoto(side: number): Promise<string>;
  /** Texts that the app has said are kept, whatever became of the browser since. */
  readonly kept: Set<string>;
  rows(): Promise<readonly Row[]>;
  open(path?: string): Promise<void>;
  pullBattery(): Promise<void>;
}

/** The store as the page has it: the app's entry points are in every build. */
export const FIELD = `(() => document.querySelector('#q-app').__vue_app__.config.globalProperties.$pinia._s.get('field'))()`;

/** A browser on a profile of its own. @param preferences over the browser's own, for a new profile. */
export async function launch(profile: string, preferences?: object): Promise<BrowserContext> {
  if (preferences !== undefined) {
    mkdirSync(join(profile, 'Default'), { recursive: true });
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  }
  return openPhone(profile);
}

/** @param kept carried over from the phone before its battery was pulled. */
export async function openTrialPhone(profile: string, origin: string, kept: Set<string> = new Set()): Promise<TrialPhone> {
  const context = await launch(profile);
  await context.exposeFunction('gfKept', (text: string) => void kept.add(text));
  const phone: TrialPhone = {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    kept,
    cdp: () => context.newCDPSession(phone.page),
    enqueue: (type, payload) => phone.page.evaluate(`${FIELD}.queue.enqueue(${JSON.stringify(type)}, ${JSON.stringify(payload)}).then((item) => item.command.id)`),
    pour: (texts) => phone.page.evaluate(`(() => { const queue = ${FIELD}.queue; (async () => { for (const note of ${JSON.stringify(texts)}) { await queue.enqueue('visit.note', note); window.gfKept(note.text); } })(); })()`),
    keepPhoto: (side) => phone.page.evaluate(`(async () => {
      const canvas = new OffscreenCanvas(${String(side)}, ${String(side)});
      const noise = new ImageData(canvas.width, canvas.height);
      for (let from = 0; from < noise.data.length; from += 65536) crypto.getRandomValues(noise.data.subarray(from, Math.min(noise.data.length, from + 65536)));
      canvas.getContext('2d').putImageData(noise, 0, 0);
      const bytes = await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer();
      const { photos, identity } = ${FIELD};
      return photos.keep(identity.technician, { bytes, mediaType: 'image/jpeg' });
    })()`),
    rows: () => phone.page.evaluate(`JSON.parse(JSON.stringify(${FIELD}.queue.items))`),
    async open(path = '/j') {
      await phone.page.goto(`${origin}${path}`);
      await phone.page.getByText('Fermer ma session').or(phone.page.locator('[data-test="visit-status"]')).first().waitFor({ timeout: 30_000 });
      await phone.page.waitForFunction(`document.querySelector('#q-app').__vue_app__ !== undefined && ${FIELD} !== undefined`);
    },
    async pullBattery() {
      pullBattery(profile);
      await context.close().catch(() => undefined);
    },
  };
  return phone;
}
