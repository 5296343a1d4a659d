import type { Random } from '@gigafibre/kernel';
import { between, chance, pick } from './people.ts';
import type { Zone } from './places.ts';

/** Where a home hangs on the fibre tree. Eight OLTs of twenty PON ports. Source: product facts 8.1 and 8.11. */
export interface Leg {
  readonly olt: string;
  readonly pon_port: string;
  readonly splitter: string;
  readonly terminal: string;
  readonly terminal_port: number;
  readonly drop_type: 'Aerial' | 'Buried';
  readonly drop_length_m: number;
}

const OLTS: Readonly<Record<Zone, readonly string[]>> = {
  'Haut-Saint-Laurent': ['OLT-HUN-1', 'OLT-ORM-1'],
  'Jardins-de-Napierville': ['OLT-STC-1', 'OLT-REM-1'],
  Roussillon: ['OLT-CHA-1'],
  'Haut-Richelieu': ['OLT-JEA-1'],
  Lanaudière: ['OLT-JOL-1', 'OLT-REP-1'],
};

export function leg(random: Random, zone: Zone): Leg {
  const olt = pick(random, OLTS[zone]);
  const port = between(random, 0, 19);
  const splitter = between(random, 1, 8);
  const isBuried = chance(random, 28);
  return {
    olt,
    pon_port: `0/${Math.floor(port / 8)}/${port % 8}`,
    splitter: `${olt}-P${port}-S${splitter}`,
    terminal: `${olt}-P${port}-S${splitter}-T${between(random, 1, 4)}`,
    terminal_port: between(random, 1, 8),
    drop_type: isBuried ? 'Buried' : 'Aerial',
    drop_length_m: isBuried ? between(random, 30, 180) : between(random, 30, 300),
  };
}

/**
 * Power received by an ONU in dBm, from the optical budget: TX +3, 0.30 dB/km, a 1:32 splitter, four connectors, six splices, noise.
 * One in forty lies outside its budget. Source: product facts 8.2.
 */
export function receivedPower(random: Random): number {
  const kilometres = 1 + random() * 14;
  const noise = (random() + random() + random() - 1.5) * 0.8;
  const fault = chance(random, 2.5) ? -4 - random() * 4 : 0;
  return Math.round((3 - 0.3 * kilometres - 17 - 1.2 - 0.6 + noise + fault) * 10) / 10;
}

/** The demo's standing trouble: a PON port whose ONUs have lost their light. */
export const TROUBLES = { losPort: { olt: 'OLT-ORM-1', port: '0/1/3' } } as const;
