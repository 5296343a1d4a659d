import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: object;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, { properties: Record<string, unknown> }>> };
}

const text = readFileSync(new URL('traccar-6.14.5.json', import.meta.url), 'utf8');
const document = JSON.parse(text) as Document;

const ajv = new Ajv2020({ strict: false, coerceTypes: true, allErrors: true });
addFormats.default(ajv);
ajv.addFormat('int64', true);
// what the document does not name is not in an answer either
const closed = Object.fromEntries(Object.entries(document.components.schemas).map(([name, schema]) => [name, { ...schema, additionalProperties: false }]));
ajv.addSchema({ $id: 'traccar', components: { schemas: closed } });
const compile = (schema: object): ValidateFunction => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"traccar#/')) as object);

const answers = new Map<string, ValidateFunction>();
const checkDevice = compile({ $ref: '#/components/schemas/Device' });
const checkPosition = compile({ $ref: '#/components/schemas/Position' });

/** Why a request does not fit the document; nothing when it does. */
export function faultsOfRequest(path: string, query: URLSearchParams): readonly string[] {
  const operation = document.paths[path]?.get;
  if (operation === undefined) return [`GET ${path} is not in the document`];
  const known = (operation.parameters ?? []).filter((each) => each.in === 'query');
  const strangers = [...query.keys()].filter((name) => !known.some((each) => each.name === name)).map((name) => `${path} takes no ${name}`);
  const wrong = known.flatMap(({ name, schema, required = false }) => {
    const value = query.get(name);
    if (value === null) return required ? [`${path} needs ${name}`] : [];
    const check = compile({ type: 'object', properties: { [name]: schema } });
    return check({ [name]: value }) ? [] : [`${path}?${name}=${value}: ${check.errors?.[0]?.message ?? ''}`];
  });
  // said in words only, in the description of the parameter
  const needsTimes = path === '/positions' && query.has('deviceId') && !(query.has('from') && query.has('to'));
  return [...strangers, ...wrong, ...(needsTimes ? ['/positions needs from and to with deviceId'] : [])];
}

/** Why an answer of the stand-in's own does not fit the document. */
export function faultsOfAnswer(path: string, body: unknown): readonly string[] {
  const schema = document.paths[path]?.get.responses['200']?.content['application/json']?.schema ?? {};
  const check = answers.get(path) ?? compile(schema);
  answers.set(path, check);
  return check(body) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${path} answers ${instancePath}: ${message ?? ''}`);
}

export function faultsOfMessage({ devices = [], positions = [] }: { devices?: readonly object[]; positions?: readonly object[] }): readonly string[] {
  const faultsOf = (check: ValidateFunction, list: readonly object[]): string[] => list.flatMap((each) => (check(each) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `message ${instancePath}: ${message ?? ''}`)));
  return [...faultsOf(checkDevice, devices), ...faultsOf(checkPosition, positions)];
}
