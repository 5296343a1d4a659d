import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { REAL_LOOKING, startHub } from './hub-process.ts';
import { startMorning } from './journey.ts';
import { writeLabelVideo } from './label-video.ts';
import { LABEL_VIDEO, SOCKETS_FILE, TEST_OUTPUT, VIOLATIONS_FILE } from './places.ts';
import { setStage } from './stage.ts';

/** One hub with fresh demo data for the whole run, and the label the camera will see. */
// eslint-disable-next-line no-restricted-syntax -- Playwright asks for a default export
export default async function globalSetup(): Promise<() => Promise<void>> {
  rmSync(TEST_OUTPUT, { recursive: true, force: true });
  mkdirSync(TEST_OUTPUT, { recursive: true });
  startMorning();
  const hub = await startHub(`${TEST_OUTPUT}data`, REAL_LOOKING);
  try {
    const { vanSerial } = await setStage(hub.origin);
    await writeLabelVideo(LABEL_VIDEO, vanSerial);
  } catch (error) {
    await hub.stop();
    throw error;
  }
  return async () => {
    await hub.stop();
    refuseTraces(VIOLATIONS_FILE, 'A page was kept from something by its content security policy');
    refuseTraces(SOCKETS_FILE, 'A connection left this machine');
  };
}

/** Fails the run for what it must not have left behind. */
function refuseTraces(file: string, what: string): void {
  const traces = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (traces !== '') throw new Error(`${what}:\n${traces.slice(0, 4000)}`);
}
