import { fileURLToPath } from 'node:url';

/** Everything the journeys write: thrown away with the checkout's other test output. */
export const TEST_OUTPUT = fileURLToPath(new URL('../.test/journeys/', import.meta.url));
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What the fake camera shows; a launch flag of the browser, so it must have one place for the whole run. */
export const LABEL_VIDEO = `${TEST_OUTPUT}label.mjpeg`;
/** Where the run notes the hub's address and the cast of the story. */
export const STAGE_FILE = `${TEST_OUTPUT}stage.json`;
/** What pages were kept from doing by their content security policy: none, at the end of the run. */
export const VIOLATIONS_FILE = `${TEST_OUTPUT}violations.jsonl`;
/** Every connection of a hub that was not to this machine: none, at the end of the run. */
export const SOCKETS_FILE = `${TEST_OUTPUT}sockets.txt`;
