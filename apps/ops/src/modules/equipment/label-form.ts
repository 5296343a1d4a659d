import type { CommandPayload, DEVICE_CATEGORIES, LabelReading } from '@gigafibre/contracts';
import { normalizeMac, normalizeSerial } from '@gigafibre/kernel';
import { markOf, type FieldMark } from '../readings/index.ts';

export const LABEL_FIELDS = ['serial', 'gponSerial', 'mac', 'brand', 'model', 'wifiName', 'wifiKey'] as const;
export type LabelField = (typeof LABEL_FIELDS)[number];

/** A device as its label says, to be mended. */
export interface LabelForm extends Record<LabelField, string> {
  category: (typeof DEVICE_CATEGORIES)[number];
}

const isMesh = (model: string): boolean => /deco|mesh|xe\d\d|x[25]\d\b/i.test(model);

/** What the label makes likely: only a gateway has a GPON serial. */
function categoryOf({ gponSerial, model }: LabelReading): LabelForm['category'] {
  if (gponSerial.value !== null || (gponSerial.choices?.length ?? 0) > 0) return 'ONT';
  return isMesh(model.value ?? '') ? 'Mesh' : 'Router';
}

/** What was read; what is in doubt and without a value stays empty, so that a person chooses. */
export const formOfLabel = (label: LabelReading): LabelForm => ({ ...(Object.fromEntries(LABEL_FIELDS.map((name) => [name, label[name].value ?? ''])) as Record<LabelField, string>), category: categoryOf(label) });

export const EMPTY_LABEL: LabelForm = { serial: '', gponSerial: '', mac: '', brand: '', model: '', wifiName: '', wifiKey: '', category: 'ONT' };

export const marksOfLabel = (label: LabelReading | null): ReadonlyMap<LabelField, FieldMark> => new Map(label === null ? [] : LABEL_FIELDS.map((name) => [name, markOf(name, label[name], (value) => value)]));

const gponOf = (text: string): string | undefined => {
  const serial = normalizeSerial(text);
  return serial !== undefined && /^[A-Z]{4}[0-9A-F]{8}$/.test(serial) ? serial : undefined;
};

/** The serial in its one form; undefined while there is none. */
export const serialOf = ({ serial }: Pick<LabelForm, 'serial'>): string | undefined => {
  const normal = normalizeSerial(serial);
  return normal !== undefined && /^[A-Z0-9][A-Z0-9-]{3,39}$/.test(normal) ? normal : undefined;
};

/** Fields that are wanted and are not there, or are not what they should be. */
export const wrongIn = (form: LabelForm): LabelField[] => [
  ...(serialOf(form) === undefined ? (['serial'] as const) : []),
  ...(form.gponSerial.trim() !== '' && gponOf(form.gponSerial) === undefined ? (['gponSerial'] as const) : []),
  ...(form.mac.trim() !== '' && normalizeMac(form.mac) === undefined ? (['mac'] as const) : []),
];

/** The key of a Wi-Fi is nobody's business once the device is in stock: it does not go along. @throws when something is wrong. */
export function receiptOf(reading: string, form: LabelForm): CommandPayload<'equipment.receive'> {
  const serial = serialOf(form);
  if (serial === undefined || wrongIn(form).length > 0) throw new RangeError('The label is not complete');
  const [gponSerial, macAddress] = [gponOf(form.gponSerial), normalizeMac(form.mac)];
  const [brand, model, wifiName] = [form.brand.trim(), form.model.trim(), form.wifiName.trim()];
  return {
    reading,
    serial,
    category: form.category,
    ...(gponSerial === undefined ? {} : { gponSerial }),
    ...(macAddress === undefined ? {} : { macAddress }),
    ...(brand === '' ? {} : { brand }),
    ...(model === '' ? {} : { model }),
    ...(wifiName === '' ? {} : { wifiName }),
  };
}
