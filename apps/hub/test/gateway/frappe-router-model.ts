/**
 * What a Frappe v16 site would do with a request, written from the fact sheet alone and sharing no line with the gateway:
 * the oracle of the fuzzer. It leans to suspicion: what it cannot read counts as an effect that no policy allows.
 */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface Effect {
  readonly verb: 'read' | 'write' | 'create' | 'delete' | 'method' | 'unreadable';
  readonly doctype: string;
  /** Columns that are shown, compared, sorted by or written; what is not a plain column is spelt as it came. */
  readonly shown: readonly string[];
  readonly compared: readonly string[];
  readonly written: readonly string[];
  readonly operators: readonly string[];
  /** Rows at most; Infinity for all. */
  readonly rows: number;
}

const NOTHING = { doctype: '', shown: [], compared: [], written: [], operators: [], rows: 0 } as const;
const unreadable = (doctype: string): Effect => ({ ...NOTHING, verb: 'unreadable', doctype });
const method = (name: string): Effect => ({ ...NOTHING, verb: 'method', doctype: name });

type Parameters = ReadonlyMap<string, unknown>;

const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : value === undefined ? otherwise : JSON.stringify(value));

function json(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return undefined;
  }
}

/** A non-empty JSON body hides the query; otherwise the query counts. */
function parametersOf({ query, body }: Received): Parameters {
  const sent = body === undefined || body === '' ? undefined : json(body);
  if (typeof sent === 'object' && sent !== null) return new Map(Object.entries(sent));
  return new Map(Object.entries(query));
}

export function effectsOf(received: Received): readonly Effect[] {
  const parameters = parametersOf(received);
  const command = parameters.get('cmd');
  if (command !== undefined) return [method(text(command))];
  if (/[?#;]/.test(received.path)) return [unreadable(received.path)];
  const segments = received.path.split('/').slice(1).map((segment) => decodeURIComponent(segment));
  if (segments.some((segment) => segment === '..' || segment === '' || /[/\\\u0000]/.test(segment))) return [unreadable(received.path)];
  const [api, root, doctype = '', ...rest] = segments[1] === 'v1' ? ['api', ...segments.slice(2)] : segments;
  if (api !== 'api') return [unreadable(received.path)];
  if (root === 'method') return methodEffects(doctype, parameters);
  if (root !== 'resource') return [unreadable(received.path)];
  return rest.length === 0 ? collection(received.method, doctype, parameters) : document(received.method, doctype, parameters);
}

function methodEffects(name: string, parameters: Parameters): readonly Effect[] {
  if (name !== 'frappe.client.get_count') return [method(name)];
  const doctype = text(parameters.get('doctype'));
  const { fields, operators } = filterUse(doctype, parameters.get('filters'));
  return [{ ...NOTHING, verb: 'read', doctype, compared: fields, operators, rows: 1 }, ...suspicious(doctype, parameters, ['doctype', 'filters'])];
}

const LIST = ['fields', 'filters', 'or_filters', 'order_by', 'limit_start', 'limit_page_length', 'limit'];

function collection(verb: string, doctype: string, parameters: Parameters): readonly Effect[] {
  if (verb === 'POST') return [{ ...NOTHING, verb: 'create', doctype, written: [...parameters.keys()] }];
  if (verb !== 'GET') return [unreadable(doctype)];
  const shown = fieldNames(parameters.get('fields'));
  const used = [filterUse(doctype, parameters.get('filters')), filterUse(doctype, parameters.get('or_filters'))];
  const order = text(parameters.get('order_by')).split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => part.replace(/ (?:asc|desc)$/i, ''));
  const asked = Number(parameters.get('limit_page_length') ?? parameters.get('limit') ?? 20);
  const effect: Effect = { ...NOTHING, verb: 'read', doctype, shown, compared: [...used.flatMap(({ fields }) => fields), ...order], operators: used.flatMap(({ operators }) => operators), rows: asked === 0 || Number.isNaN(asked) ? Number.POSITIVE_INFINITY : asked };
  return [effect, ...suspicious(doctype, parameters, LIST)];
}

function document(verb: string, doctype: string, parameters: Parameters): readonly Effect[] {
  const run = parameters.get('run_method');
  if (run !== undefined) return [method(text(run))];
  if (verb === 'GET') return [{ ...NOTHING, verb: 'read', doctype, rows: 1 }, ...suspicious(doctype, parameters, [])];
  if (verb === 'PUT') return [{ ...NOTHING, verb: 'write', doctype, written: [...parameters.keys()].filter((key) => key !== 'modified') }];
  return verb === 'DELETE' ? [{ ...NOTHING, verb: 'delete', doctype }] : [method(`POST ${doctype}`)];
}

/** `group_by`, `expand`, `parent`, `debug` and whatever else means something to Frappe somewhere. */
const suspicious = (doctype: string, parameters: Parameters, known: readonly string[]): readonly Effect[] => [...parameters.keys()].filter((key) => !known.includes(key)).map((key) => unreadable(`${doctype}?${key}`));

function fieldNames(given: unknown): readonly string[] {
  const parsed = given === undefined ? ['name'] : json(given);
  return Array.isArray(parsed) ? (parsed as unknown[]).map((field) => (typeof field === 'string' ? field : JSON.stringify(field))) : ['*'];
}

interface Use { readonly fields: readonly string[]; readonly operators: readonly string[] }

function filterUse(doctype: string, given: unknown): Use {
  if (given === undefined) return { fields: [], operators: [] };
  const parsed = json(given);
  if (Array.isArray(parsed)) {
    const clauses = (parsed as unknown[]).map((clause) => triple(doctype, clause));
    return { fields: clauses.map(([field]) => field), operators: clauses.map(([, operator]) => operator) };
  }
  if (typeof parsed !== 'object' || parsed === null) return { fields: ['*'], operators: ['*'] };
  return { fields: Object.keys(parsed), operators: Object.values(parsed).map((value) => (Array.isArray(value) ? String(value[0]) : '=')) };
}

function triple(doctype: string, clause: unknown): readonly [string, string] {
  if (!Array.isArray(clause)) return ['*', '*'];
  const parts = clause as readonly unknown[];
  if (parts.length === 3) return [String(parts[0]), String(parts[1])];
  return parts.length > 3 && parts[0] === doctype ? [String(parts[1]), String(parts[2])] : ['*', '*'];
}
