import { customized, type CustomizationFile, type DocFieldFile, type DocTypeFile } from '../src/doctype-file.ts';
import { customizationFiles, doctypeFiles, type Found } from './read-files.ts';

const LAYOUT = new Set(['Section Break', 'Column Break', 'Tab Break', 'HTML', 'Button', 'Heading', 'Fold', 'Image']);
const NUMBERS = new Set(['Int', 'Long Int', 'Float', 'Currency', 'Percent', 'Rating', 'Duration']);
const TABLES = new Set(['Table', 'Table MultiSelect']);

/** The TypeScript name of a DocType: `Dispatch Visit` is `DispatchVisit`. */
export const typeName = (doctype: string): string => doctype.replaceAll(/[^A-Za-z0-9]/g, '');

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const key = (name: string): string => (/^[a-z_$][\w$]*$/i.test(name) ? name : quote(name));

function valueType(field: DocFieldFile): string {
  if (field.fieldtype === 'Check') return '0 | 1';
  if (NUMBERS.has(field.fieldtype)) return 'number';
  if (TABLES.has(field.fieldtype)) return `${typeName(field.options ?? '')}[]`;
  const options = field.fieldtype === 'Select' && field.fieldname !== 'naming_series' ? (field.options ?? '') : '';
  return options === '' ? 'string' : options.split('\n').map(quote).join(' | ');
}

/** A Select without a blank option takes its first one on insert. */
const alwaysChosen = (field: DocFieldFile): boolean => field.fieldtype === 'Select' && !(field.options ?? '').startsWith('\n') && field.options !== undefined;

/** A document leaves out what is null; numbers, checks and tables are never null. */
const mayBeAbsent = (field: DocFieldFile): boolean =>
  field.reqd !== 1 && field.fieldtype !== 'Check' && !NUMBERS.has(field.fieldtype) && !TABLES.has(field.fieldtype) && !alwaysChosen(field);

function property(field: DocFieldFile): string {
  const target = field.fieldtype === 'Link' ? `  /** Name of a ${field.options ?? ''}. */\n` : '';
  return `${target}  ${key(field.fieldname)}${mayBeAbsent(field) ? '?' : ''}: ${valueType(field)};`;
}

function docInterface(doctype: DocTypeFile): string {
  const base = doctype.istable === 1 ? 'ChildFields' : 'StandardFields';
  const fields = doctype.fields.filter((field) => !LAYOUT.has(field.fieldtype) && !(doctype.istable !== 1 && field.fieldname === 'parent'));
  return [`export interface ${typeName(doctype.name)} extends ${base} {`, `  doctype: ${quote(doctype.name)};`, ...fields.map(property), '}'].join('\n');
}

const HEAD = '// Written by `pnpm --filter @gigafibre/doctypes generate` from the DocType files. Change those.\n';

function renderTypes(doctypes: readonly DocTypeFile[]): string {
  const map = ['/** Every DocType by its name. */', 'export interface DocTypes {', ...doctypes.map((doctype) => `  ${quote(doctype.name)}: ${typeName(doctype.name)};`), '}'];
  return [`${HEAD}import type { ChildFields, StandardFields } from '../standard-fields.ts';`, ...doctypes.map(docInterface), map.join('\n')].join('\n\n') + '\n';
}

function renderFiles(files: readonly Found<DocTypeFile>[], customizations: readonly Found<CustomizationFile>[]): string {
  const local = (path: string): string => path.replaceAll('/', '_').replace('.json', '').replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const from = ({ path }: Found<unknown>): string => `import ${local(path)} from '../../${path}' with { type: 'json' };`;
  return [
    `${HEAD}import type { CustomizationFile, DocTypeFile } from '../doctype-file.ts';`,
    [...files, ...customizations].map(from).join('\n'),
    '',
    'export const files = {',
    ...files.map((file) => `  ${quote(file.content.name)}: ${local(file.path)},`),
    '} as const satisfies Readonly<Record<string, DocTypeFile>>;',
    '',
    'export const customizations: readonly CustomizationFile[] = [',
    ...customizations.map((file) => `  ${local(file.path)},`),
    '];\n',
  ].join('\n');
}

/** What `src/generated/` must hold for the DocType files as they are now, by file name. */
export function rendered(): Readonly<Record<string, string>> {
  const files = doctypeFiles();
  const customizations = customizationFiles();
  const merged = files.map(({ content }) => customized(content, customizations.find((one) => one.content.doctype === content.name)?.content));
  return { 'types.ts': renderTypes(merged), 'files.ts': renderFiles(files, customizations) };
}
