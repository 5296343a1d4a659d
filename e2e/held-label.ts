import type { BrowserContext, Page } from '@playwright/test';
import { toBuffer } from 'bwip-js/node';

/** A camera in front of which a hand holds one label after another. Runs in the page, before anything of ours. */
function mountCamera(): void {
  const [width, height] = [640, 480];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const label = new Image();
  let frame = 0;
  function draw(): void {
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    frame += 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = '#6f6252';
    pen.fillRect(0, 0, width, height);
    if (label.naturalWidth === 0) return;
    const scale = Math.min(1, 420 / label.naturalWidth, 340 / label.naturalHeight);
    const [w, h] = [label.naturalWidth * scale, label.naturalHeight * scale];
    pen.translate(width / 2 + 10 * Math.sin(frame / 3), height / 2 + 7 * Math.cos(frame / 4));
    pen.rotate(0.03 * Math.sin(frame / 5));
    pen.fillStyle = '#fff';
    pen.fillRect(-w / 2 - 24, -h / 2 - 24, w + 48, h + 48);
    pen.drawImage(label, -w / 2, -h / 2, w, h);
  }
  window.setInterval(draw, 60);
  window.addEventListener('hold-label', (event) => {
    const { detail } = event as CustomEvent<string>;
    label.src = detail;
  });
  navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(15));
}

/** Gives every page of a phone a camera that films what is held up to it. */
export const holdCamera = (phone: BrowserContext): Promise<unknown> => phone.addInitScript(mountCamera);

/** Holds a real, printed code up to the camera of a page; it stays there until the next. */
export async function holdUp(page: Page, { bcid, text }: { readonly bcid: 'code128' | 'code39' | 'qrcode' | 'datamatrix'; readonly text: string }): Promise<void> {
  const png = await toBuffer({ bcid, text, scale: 4, ...(bcid.startsWith('code') && { height: 18, includetext: true, scale: 2 }) });
  await page.evaluate((source) => window.dispatchEvent(new CustomEvent('hold-label', { detail: source })), `data:image/png;base64,${png.toString('base64')}`);
}
