import fc from 'fast-check';

/** As much of JSON Schema as the hub's routes use. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly description?: string;
}

/** Names that exist, by the property that would carry them. */
export type Names = Readonly<Record<string, readonly string[]>>;

const INSTANTS = ['2026-03-10T14:00:00Z', '2026-03-10T15:30:00.123456789Z', '2026-03-08T07:30:00Z', '1970-01-01T00:00:00Z'];
const BY_PROPERTY: Names = { from: ['2026-03-10'], sha256: ['0'.repeat(64), 'a1'.repeat(32)], photo: ['0'.repeat(64)], code: ['abcdefgh23', 'TPLG1A2B3C4D'], device: ['device-of-marc'], macAddress: ['AA:BB:CC:DD:EE:FF'], at: INSTANTS, start: INSTANTS, end: INSTANTS, plannedStart: INSTANTS };

/** Values that fit a schema, so that what is hostile about a request is one thing among sound ones. */
export function soundValue(schema: Schema, names: Names, property = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((each) => soundValue(each, names, property)));
  return (BY_TYPE[schema.type ?? ''] ?? soundText)(schema, names, property);
}

type Sound = (schema: Schema, names: Names, property: string) => fc.Arbitrary<unknown>;
const soundNumber: Sound = ({ minimum = 0, maximum = 1000 }) => fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) });
const soundList: Sound = ({ items = {}, minItems = 0, maxItems = 3 }, names, property) => fc.array(soundValue(items, names, property), { minLength: minItems, maxLength: Math.min(maxItems, 3) });
const BY_TYPE: Readonly<Record<string, Sound>> = { object: soundObject, array: soundList, boolean: () => fc.boolean(), integer: soundNumber, number: soundNumber, null: () => fc.constant(null) };

function soundObject({ properties = {}, required = [] }: Schema, names: Names): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, soundValue(each, names, name)]));
  return fc.record(model, { requiredKeys: [...required] });
}

function soundText({ maxLength = 40, description = '' }: Schema, names: Names, property: string): fc.Arbitrary<string> {
  const known = [...(names[property] ?? []), ...(BY_PROPERTY[property] ?? [])];
  if (description.startsWith('UUID')) return fc.uuid({ version: 4 });
  if (known.length > 0) return fc.constantFrom(...known);
  return fc.constantFrom('Plus d’Internet', 'Chloé', 'ab', "Côté'; --", '🔥').map((text) => text.slice(0, maxLength));
}

const TEXTS = [
  '', ' ', "'; drop table events; --", '" or ""="', '🔥'.repeat(200), '\u0000', 'a\u0000b', '\ud800', 'x\udfffy', 'x'.repeat(5000), '__proto__', 'constructor', 'toString', '../../etc/passwd', '%', '_', '\\', '%25%00', '<img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}',
  '\r\nset-cookie: a=b', '\u202e\ufeff', 'ﬁ', 'İ', '-1', '0', 'NaN', '1e999', '0x10', '2026-02-30', '2026-99-99', '2026-99-99T99:99:99Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-03-10', '999999-12-31', '+275760-09-14T00:00:00Z',
];
const THINGS: readonly unknown[] = [null, true, false, 0, -0, -1, 1.5, 1e308, -1e308, 9_007_199_254_740_993, [], {}, [[]], [null], { $gt: '' }, { toString: 1 }, { length: 3 }, Array.from({ length: 500 }, () => 'x')];

export const hostileText = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...TEXTS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) });
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: hostileText }, { weight: 2, arbitrary: fc.constantFrom(...THINGS) }, { weight: 1, arbitrary: fc.anything({ maxDepth: 2, maxKeys: 3 }) });
