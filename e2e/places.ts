import { fileURLToPath } from 'node:url';

/** Everything the journeys write: thrown away with the checkout's other test output. */
export const TEST_OUTPUT = fileURLToPath(new URL('../.test/journeys/', import.meta.url));
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What the fake camera shows; a launch flag of the browser, so it must have one place for the whole run. */
export const LABEL_VIDEO = `${TEST_OUTPUT}label.mjpeg`;
/** Where the run notes the hub's address and the cast of the story. */
export const STAGE_FILE = `${TEST_OUTPUT}stage.json`;
