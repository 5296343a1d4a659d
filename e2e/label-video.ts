import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { toBuffer } from 'bwip-js/node';
import { ARGS, findChromium } from '../infra/dev/chromium.mjs';

const FRAMES = 20;
const SIZE = { width: 640, height: 480 };

/** Draws the label as a hand holds it: never quite still, never quite level. Runs in the page; returns JPEGs in base64. */
async function drawFrames({ label, frames, width, height }: { label: string; frames: number; width: number; height: number }): Promise<string[]> {
  const image = new Image();
  image.src = `data:image/png;base64,${label}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This Chromium has no canvas');
  return Array.from({ length: frames }, (_each, frame) => {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = '#6f6252';
    pen.fillRect(0, 0, width, height);
    pen.translate(width / 2 + 12 * Math.sin(frame / 3), height / 2 + 8 * Math.cos(frame / 4));
    pen.rotate(0.03 * Math.sin(frame / 5));
    pen.fillStyle = '#fff';
    pen.fillRect(-image.width / 2 - 28, -image.height / 2 - 28, image.width + 56, image.height + 56);
    pen.drawImage(image, -image.width / 2, -image.height / 2);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  });
}

/**
 * Films a real label for Chromium's fake camera: a run of JPEGs, which is what `.mjpeg` is. Needs no video encoder.
 * @param file where to write it; its folder is made.
 * @param serial text of the Code 128 label.
 */
export async function writeLabelVideo(file: string, serial: string): Promise<void> {
  const png = await toBuffer({ bcid: 'code128', text: serial, scale: 3, height: 22, includetext: true });
  const { path, env } = await findChromium();
  const browser: Browser = await chromium.launch({ executablePath: path, args: ARGS, env: { ...process.env, ...env } });
  try {
    const page = await browser.newPage();
    const frames = await page.evaluate(drawFrames, { label: png.toString('base64'), frames: FRAMES, ...SIZE });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(frames.map((frame) => Buffer.from(frame, 'base64'))));
  } finally {
    await browser.close();
  }
}
