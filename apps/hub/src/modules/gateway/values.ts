import type { Clause, Operator, Scalar } from './intent.ts';
import type { DoctypePolicy, ValueKind } from './policy.ts';
import { isStorable } from '@gigafibre/contracts';
import { fieldNotPermitted, invalid } from './refusal.ts';

const OPERATORS: readonly Operator[] = ['=', '!=', 'in', 'like', 'between', '>=', '<='];
const MOST_CLAUSES = 10;
const MOST_CHOICES = 100;
const LONGEST: Readonly<Partial<Record<ValueKind, number>>> = { text: 140, 'long-text': 4000 };
const SHAPES: Readonly<Partial<Record<ValueKind, RegExp>>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2}(?:[.]\d{1,6})?)?$/,
  time: /^\d{1,2}:\d{2}:\d{2}$/,
};

/** @throws Refusal when the value is not of the field's kind. */
export function scalarOf(value: unknown, kind: ValueKind, field: string): Scalar {
  if (value === null) return null;
  if (kind === 'whole' || kind === 'number' || kind === 'check') return numberOf(value, kind, field);
  if (typeof value !== 'string') throw invalid(`${field} must be text`);
  if (value.length > (LONGEST[kind] ?? 40)) throw invalid(`${field} is too long`);
  if (!isStorable(value)) throw invalid(`${field} holds a character that cannot be stored`);
  if (value !== '' && SHAPES[kind]?.test(value) === false) throw invalid(`${field} is not a ${kind}`);
  return value;
}

function numberOf(value: unknown, kind: ValueKind, field: string): number {
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > 1e12) throw invalid(`${field} must be a number`);
  if (kind !== 'number' && !Number.isInteger(number)) throw invalid(`${field} must be a whole number`);
  if (kind === 'check' && number !== 0 && number !== 1) throw invalid(`${field} must be 0 or 1`);
  return number;
}

/** Parses a JSON parameter. @throws Refusal when it is none. */
export function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw Object.assign(invalid(`${name} is not JSON`), { cause });
  }
}

/** Reads filters in either of Frappe's two plain forms: triples (or quadruples naming this DocType), or a field-to-value object. */
export function clausesOf(text: string | undefined, policy: DoctypePolicy): readonly Clause[] {
  if (text === undefined || text === '') return [];
  const given = jsonOf(text, 'filters');
  const triples = Array.isArray(given) ? (given as unknown[]) : objectTriples(given);
  if (triples.length > MOST_CLAUSES) throw invalid(`More than ${MOST_CLAUSES} filters`);
  return triples.map((triple) => clauseOf(triple, policy));
}

function objectTriples(given: unknown): readonly unknown[] {
  if (typeof given !== 'object' || given === null) throw invalid('filters must be a list or an object');
  return Object.entries(given).map(([field, value]: [string, unknown]) => (Array.isArray(value) && value.length === 2 ? [field, ...(value as unknown[])] : [field, '=', value]));
}

function clauseOf(given: unknown, policy: DoctypePolicy): Clause {
  if (!Array.isArray(given)) throw invalid('A filter is a list of field, operator and value');
  const parts = given as readonly unknown[];
  const [field, operator, value] = parts.length === 4 && parts[0] === policy.doctype ? parts.slice(1) : parts;
  if (parts.length < 3 || parts.length > 4 || (parts.length === 4 && parts[0] !== policy.doctype)) throw invalid('A filter is a list of field, operator and value');
  const kind = typeof field === 'string' ? policy.fields.get(field) : undefined;
  if (typeof field !== 'string' || kind === undefined) throw fieldNotPermitted(String(field).slice(0, 140));
  const known = OPERATORS.find((each) => each === (typeof operator === 'string' ? operator.toLowerCase() : operator));
  if (known === undefined) throw invalid('This operator is not taken here');
  return [field, known, operandOf(known, value, { field, kind, policy })];
}

interface Operand { readonly field: string; readonly kind: ValueKind; readonly policy: DoctypePolicy }

function operandOf(operator: Operator, value: unknown, { field, kind, policy }: Operand): Scalar | readonly Scalar[] {
  if (operator === 'in') return listOf(value, field, MOST_CHOICES).map((each) => scalarOf(each, kind, field));
  if (operator === 'between') {
    const bounds = listOf(value, field, 2);
    if (bounds.length !== 2) throw invalid(`between takes two values for ${field}`);
    return bounds.map((each) => scalarOf(each, kind, field));
  }
  return operator === 'like' ? patternOf(value, field, policy) : scalarOf(value, kind, field);
}

function listOf(value: unknown, field: string, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) throw invalid(`${field} takes a list of 1 to ${most} values`);
  return value as unknown[];
}

/** `text%` anywhere, `%text%` where an index serves it; a wildcard inside is refused, since it makes the ERP read everything. */
function patternOf(value: unknown, field: string, policy: DoctypePolicy): string {
  if (typeof value !== 'string' || value.length > 140) throw invalid(`like takes text for ${field}`);
  const bare = value.replace(/%$/, '').replace(policy.searched.has(field) ? /^%/ : /^(?!)/, '');
  if (bare === '' || /[%_\\]/.test(bare) || !isStorable(bare)) throw invalid(`${field} is searched from its beginning: text%`);
  return value;
}
