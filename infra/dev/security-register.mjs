// docs/security.md from docs/security/*.json: `npm run security:register` writes it, `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './tools.mjs';

const read = (file) => readFileSync(join(root, file), 'utf8');
const rowsOf = (name) => JSON.parse(read(`docs/security/${name}.json`));
const PAGE = 'docs/security.md';
const VERDICTS = ['verified', 'configured', 'not applicable', 'open'];
const LEVELS = { 1: 70, 2: 183 };

/** What is wrong with the rows of a register: a blank verdict, evidence that is not there. */
export function faultsOf(rows, textOf) {
  return rows.flatMap(({ id, summary, verdict, tests = [], config = [], note = '' }) => {
    const faults = [];
    if (!VERDICTS.includes(verdict)) faults.push(`${id}: the verdict is missing`);
    if (!summary) faults.push(`${id}: the summary is missing`);
    if (verdict === 'verified' && tests.length === 0) faults.push(`${id}: verified by no test`);
    if (verdict === 'configured' && config.length === 0) faults.push(`${id}: configured nowhere`);
    if ((verdict === 'open' || verdict === 'not applicable') && note === '') faults.push(`${id}: no reason is given`);
    for (const { file, title } of tests) if (!title || !textOf(file).includes(title)) faults.push(`${id}: no test « ${title} » in ${file}`);
    for (const { file, key } of config) if (!key || !textOf(file).includes(key)) faults.push(`${id}: no « ${key} » in ${file}`);
    return faults;
  });
}

const textOf = (file) => (existsSync(join(root, file)) ? read(file) : '');
const cell = (text) => text.replaceAll('|', '\\|');
const link = (file) => `[${file.split('/').at(-1)}](../${file})`;
const evidence = ({ tests = [], config = [], note = '' }) =>
  [...tests.map(({ file, title }) => `${link(file)}: « ${cell(title)} »`), ...config.map(({ file, key }) => `${link(file)}: \`${cell(key)}\``), cell(note)].filter(Boolean).join('<br>');
const countsOf = (rows) => VERDICTS.map((verdict) => `${rows.filter((row) => row.verdict === verdict).length} ${verdict}`).join(', ');
const table = (rows, head) => [`| ${head} | what it asks | verdict | shown by, or why |`, '|---|---|---|---|', ...rows.map((row) => `| ${row.id}${row.level ? ` (L${row.level})` : ''} | ${cell(row.summary)} | ${row.verdict} | ${evidence(row)} |`)].join('\n');

export function render(asvs, statements) {
  return `# Security: what is shown, and what is not

Written by \`npm run security:register\` from [docs/security](security); never by hand. A house test refuses it when it is out of date, when a row has no verdict, and when a test or setting it cites is not there.

- **verified**: a test shows it; the title says what. **configured**: a setting does, named. **not applicable**, with the reason. **open**: not done, or not shown, with what is missing.
- The first table maps every requirement of levels 1 and 2 of the OWASP Application Security Verification Standard 5.0.0 (© OWASP Foundation, CC BY-SA 4.0, owasp.org/asvs): its numbers are OWASP’s, the summaries our own words. This table is under the same licence.
- The second maps the statements that this house set itself.
- The rules themselves (ways in, times, limits, keys, data, calls, logs) are in [security/rules.md](security/rules.md).

ASVS levels 1 and 2: ${asvs.length} requirements; ${countsOf(asvs)}.
Statements: ${countsOf(statements)}.

## ASVS 5.0, levels 1 and 2

${table(asvs, 'requirement')}

## Our own statements

${table(statements, 'statement')}
`;
}

export function registerFaults() {
  const [asvs, statements] = [rowsOf('asvs'), rowsOf('statements')];
  const faults = [...faultsOf(asvs, textOf), ...faultsOf(statements, textOf)];
  for (const [level, count] of Object.entries(LEVELS)) {
    const found = new Set(asvs.filter((row) => row.level === Number(level)).map(({ id }) => id)).size;
    if (found !== count) faults.push(`level ${level} has ${found} requirements instead of ${count}`);
  }
  if (textOf(PAGE) !== render(asvs, statements)) faults.push(`${PAGE} is out of date: npm run security:register`);
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.argv.includes('--check')) writeFileSync(join(root, PAGE), render(rowsOf('asvs'), rowsOf('statements')));
  const faults = registerFaults();
  for (const fault of faults) console.error(fault);
  console.log(JSON.stringify({ rows: rowsOf('asvs').length + rowsOf('statements').length, faults: faults.length }));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
