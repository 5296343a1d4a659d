import { mkdirSync, rmSync } from 'node:fs';
import { startHub } from './hub-process.ts';
import { writeLabelVideo } from './label-video.ts';
import { LABEL_VIDEO, TEST_OUTPUT } from './places.ts';
import { setStage } from './stage.ts';

/** One hub with fresh demo data for the whole run, and the label the camera will see. */
// eslint-disable-next-line no-restricted-syntax -- Playwright asks for a default export
export default async function globalSetup(): Promise<() => Promise<void>> {
  rmSync(TEST_OUTPUT, { recursive: true, force: true });
  mkdirSync(TEST_OUTPUT, { recursive: true });
  const hub = await startHub(`${TEST_OUTPUT}data`);
  try {
    const { vanSerial } = await setStage(hub.origin);
    await writeLabelVideo(LABEL_VIDEO, vanSerial);
  } catch (error) {
    await hub.stop();
    throw error;
  }
  return () => hub.stop();
}
