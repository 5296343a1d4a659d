import type { Random } from '@gigafibre/kernel';
import { digits, pick } from './invoice-facts.ts';

/** What a device's label says, before it is drawn. */
export interface LabelFacts {
  readonly brand: string;
  readonly model: string;
  readonly serial: string;
  /** `02:AA:BB:CC:DD:EE`, locally administered: no real device has it. */
  readonly mac: string;
  /** Only a gateway on fibre has one. */
  readonly gponSerial: string | undefined;
  readonly wifiName: string;
  readonly wifiKey: string;
}

interface Device {
  readonly brand: string;
  readonly model: string;
  readonly vendor?: string;
  readonly serial: (random: Random) => string;
}

const ALPHANUMERIC = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const HEX = '0123456789ABCDEF';

const from = (random: Random, letters: string, count: number): string => Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)]).join('');

const DEVICES: readonly [Device, ...Device[]] = [
  { brand: 'TP-Link', model: 'XX230v', vendor: 'TPLG', serial: (random) => `22${digits(random, 11)}` },
  { brand: 'TP-Link', model: 'XX530v', vendor: 'TPLG', serial: (random) => `22${digits(random, 11)}` },
  { brand: 'TP-Link', model: 'Deco XE75', serial: (random) => `22${digits(random, 11)}` },
  { brand: 'TP-Link', model: 'Deco X55', serial: (random) => `22${digits(random, 11)}` },
  { brand: 'Huawei', model: 'EG8145V5', vendor: 'HWTC', serial: (random) => `2150${digits(random, 6)}${from(random, ALPHANUMERIC, 6)}` },
  { brand: 'ZTE', model: 'F670L', vendor: 'ZTEG', serial: (random) => `ZTE${from(random, ALPHANUMERIC, 3)}${digits(random, 6)}` },
  { brand: 'Nokia', model: 'G-2425G-A', vendor: 'ALCL', serial: (random) => `AL${from(random, ALPHANUMERIC, 4)}${digits(random, 6)}` },
];

/** A believable label of the devices in our world: the same seed gives the same label. */
export function labelFacts(random: Random): LabelFacts {
  const { brand, model, vendor, serial } = pick(random, DEVICES);
  const tail = from(random, HEX, 10);
  const mac = `02${tail}`.replaceAll(/(..)(?!$)/g, '$1:');
  return { brand, model, serial: serial(random), mac, gponSerial: vendor === undefined ? undefined : `${vendor}${from(random, HEX, 8)}`, wifiName: `${brand.replace('-', '').slice(0, 6)}_${tail.slice(-4)}`, wifiKey: from(random, '0123456789', 8) };
}
