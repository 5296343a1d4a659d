import type { Day, DayVisit, DeviceCard, DeviceCardName, EquipmentCard, EquipmentSummary } from '@gigafibre/contracts';
import { findDevice } from './find-device.ts';

export type KeptCards = { readonly [Which in DeviceCardName]: DeviceCard<Which> };

function cardOf(device: EquipmentSummary, place: DayVisit | undefined): EquipmentCard {
  const { olt = '', ponPort = '' } = place?.location?.network ?? {};
  return { equipment: device, modified: '', gponSerial: device.gponSerial, olt, ponPort, onuId: null, wifiName: '', customerName: place?.customer.customerName ?? null, location: place?.location ?? null, movements: [] };
}

function lineOf(device: EquipmentSummary, place: DayVisit | undefined): KeptCards['olt'] {
  const network = place?.location?.network;
  if (network === undefined) return null;
  return { olt: network.olt, ponPort: network.ponPort, onuId: null, gponSerial: device.gponSerial, splitter: network.splitter, terminal: network.terminal, terminalPort: network.terminalPort, reading: device.reading };
}

const NOWHERE: Pick<DayVisit, 'subscriptions' | 'tickets' | 'history'> = { subscriptions: [], tickets: [], history: [] };

/** The seven cards of a device, as far as the kept day knows it: enough for a basement. @returns undefined for a device that is not of the day. */
export function keptCards(day: Day | undefined, serial: string): KeptCards | undefined {
  const found = findDevice(day, serial, undefined);
  if (found === undefined || !('device' in found)) return undefined;
  const { device } = found;
  const place = day?.visits.find(({ equipment }) => equipment.includes(device));
  const { subscriptions, tickets, history } = place ?? NOWHERE;
  return {
    equipment: cardOf(device, place),
    customer: place?.customer ?? null,
    location: place?.location ?? null,
    subscription: subscriptions,
    tickets,
    jobs: history.map(({ job, subject, endedAt, outcome }) => ({ name: job, subject, status: outcome, at: endedAt })),
    olt: lineOf(device, place),
  };
}
