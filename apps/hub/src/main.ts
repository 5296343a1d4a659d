// The process: configuration, parts, listening, graceful close.
import { createServer } from 'node:net';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@gigafibre/demo';
import type { DemoProgress } from '@gigafibre/demo';
import { Temporal } from '@gigafibre/kernel';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { openParts } from './open-parts.ts';
import type { OpenParts } from './open-parts.ts';
import type { HubApp } from './platform/hub-app.ts';
import { sentenceFor } from './start-refusals.ts';

const PATIENCE_MS = 10_000;
const clock = (): Temporal.Instant => Temporal.Now.instant();

/** Says what went wrong in a sentence and ends; a fault nobody foresaw also shows where. */
function giveUp(error: unknown, config?: Config): never {
  const sentence = sentenceFor(error, config);
  console.error(sentence ?? error);
  process.exit(1);
}

function showProgress({ doctype, loaded, total }: DemoProgress): void {
  const line = `Loading demo data: ${doctype} ${loaded.toLocaleString('en-CA')} of ${total.toLocaleString('en-CA')}`;
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[2K${line}` : loaded === total ? `${line}\n` : '');
}

/** Finds out about a taken port before minutes are spent on loading. */
async function refuseTakenPort({ port, host }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((free, taken) => probe.once('error', taken).listen(port, host, free));
  await new Promise((closed) => probe.close(closed));
}

function welcome(config: Config, app: HubApp): void {
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const shown = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  const origin = `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
  console.log(`Ready: ${origin}`);
  if (!config.hasBuiltInSignIn || config.demo === 'none' || config.erp.kind !== 'embedded') return;
  console.log(`  Office       ${origin}/ops/        ${DEMO_ACCOUNTS.map(({ user }) => user).join(', ')}; password "${DEMO_PASSWORD}"`);
  console.log(`  Technicians  ${origin}/j           by the link in an SMS: send it from the board, read it in the outbox`);
  console.log(`  Outbox       ${origin}/ops/outbox  every message the system would have sent; none leaves this machine`);
}

function closeOnSignals(app: HubApp, parts: OpenParts): void {
  let isClosing = false;
  const close = async (status: number): Promise<void> => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(status || 1), PATIENCE_MS).unref();
    await app.close();
    await parts.close();
    process.exit(status);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0));
  void parts.databaseEnded.then(() => {
    if (isClosing) return;
    console.error('PostgreSQL ended by itself: look at the disk, then start again.');
    void close(1);
  });
}

async function start(config: Config): Promise<void> {
  await refuseTakenPort(config);
  const onFault = (error: unknown): void => console.error(error);
  const parts = await openParts({ config, clock, onProgress: showProgress, onFault });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  const app = await buildApp(parts);
  await app.listen({ port: config.port, host: config.host });
  closeOnSignals(app, parts);
  welcome(config, app);
}

let config: Config | undefined;
try {
  config = readConfig(process.env, process.argv.slice(2));
  await start(config);
} catch (error) {
  giveUp(error, config);
}
