import { FAILURE_REASONS } from '@gigafibre/contracts';
import { normalizeSerial } from '@gigafibre/kernel';

type Payload = Readonly<Record<string, unknown>>;

/** One thing that a person may put right in an action that the hub refused. */
export interface EditableField {
  /** Where it lies in the payload: `steps.2.value`. */
  readonly path: string;
  /** Its name in the words of the screen: `tech.sync.field.<name>`. */
  readonly name: string;
  /** The step that it belongs to, when there are several. */
  readonly step?: string;
  readonly kind: 'line' | 'prose' | 'number' | 'serial' | 'choice';
  readonly value: string;
  readonly choices?: readonly string[];
}

const KINDS: Readonly<Record<string, EditableField['kind']>> = {
  note: 'prose', text: 'prose', reason: 'line', value: 'line', skippedReason: 'line', serial: 'serial', oldSerial: 'serial', newSerial: 'serial', macAddress: 'line', model: 'line', brand: 'line', signer: 'line', minutes: 'number', quantity: 'number',
};

/** What somebody signed is not rewritten after the fact. */
const isBound = (key: string, holder: Payload): boolean => key === 'text' && 'textSha256' in holder;
const isRecord = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

function fieldOf(key: string, value: unknown, holder: Payload): Omit<EditableField, 'path'> | undefined {
  const kind = KINDS[key];
  if (kind === undefined || isBound(key, holder) || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
  const step = typeof holder['step'] === 'string' ? { step: holder['step'] } : {};
  const isChoice = key === 'reason' && (FAILURE_REASONS as readonly unknown[]).includes(value);
  return { name: key, value: String(value), ...step, ...(isChoice ? { kind: 'choice', choices: FAILURE_REASONS } : { kind }) };
}

/** Everything in a payload that a person may put right, in its order. */
export function editableFields(payload: Payload, at = ''): EditableField[] {
  return Object.entries(payload).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`;
    if (isRecord(value)) return editableFields(value, path);
    const field = fieldOf(key, value, payload);
    return field === undefined ? [] : [{ ...field, path }];
  });
}

function put(holder: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(holder)) return holder.map((each: unknown, at) => (String(at) === key ? put(each, rest, value) : each));
  return isRecord(holder) ? { ...holder, [key]: put(holder[key], rest, value) } : holder;
}

const written = ({ kind }: EditableField, text: string): unknown => {
  if (kind === 'number') return Number(text.replace(',', '.'));
  return kind === 'serial' ? (normalizeSerial(text) ?? text) : text;
};

/** The payload with the values that were put right, by the paths of their fields. */
export function corrected(payload: Payload, values: Readonly<Record<string, string>>): Payload {
  const changed = editableFields(payload).filter(({ path, value }) => values[path] !== undefined && values[path].trim() !== value);
  return changed.reduce<Payload>((now, field) => put(now, field.path.split('.'), written(field, (values[field.path] ?? '').trim())) as Payload, payload);
}
