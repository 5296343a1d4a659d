import { Temporal } from '@gigafibre/kernel';
import { readOptions, refusalText, StartRefusal, USAGE, type CliOptions } from './cli-options.ts';
import { startStandalone } from './standalone.ts';

const options = optionsOrExit();
if (options.help) console.log(USAGE);
else await start(options);

function optionsOrExit(): CliOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

async function start({ json, ...rest }: CliOptions): Promise<void> {
  try {
    const erp = await startStandalone({ ...rest, clock: () => Temporal.Now.instant(), random: () => Math.random(), onFault: (error) => console.error(error) });
    const { url, apiKey, apiSecret, user, password } = erp;
    if (json) console.log(JSON.stringify({ url, apiKey, apiSecret, user, password }));
    else console.log(`The ERP answers at ${url}\n  Authorization: token ${apiKey}:${apiSecret}\n  ${user} / ${password}\nCtrl-C ends it.`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void erp.close().then(() => process.exit(0)));
  } catch (error) {
    console.error(refusalText(error, { json, ...rest }) ?? error);
    process.exit(1);
  }
}
