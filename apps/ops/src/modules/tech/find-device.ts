import { normalizeMac } from '@gigafibre/kernel';
import type { Day, DayVisit, EquipmentSummary } from '@gigafibre/contracts';
import { deviceCodeOf } from './scan/label-codes.ts';

/** What the phone itself knows of a scanned device, from the technician's point of view. */
export type LocalDevice =
  | { readonly found: 'here' | 'free'; readonly device: EquipmentSummary }
  | { readonly found: 'elsewhere'; readonly serial: string; readonly city: string }
  | { readonly found: 'unsure'; readonly serial: string };

/** The serial to speak of: the normal form of what was read, where it has one. */
export const serialOf = (text: string): string | undefined => deviceCodeOf(text);

/** May it be put into a home? One that is to be tested, faulty or lost may not. */
export const isUsable = ({ status }: EquipmentSummary): boolean => status === 'In Van' || status === 'In Stock' || status === 'Active';

type Match = (device: EquipmentSummary) => boolean;

/** Serial before bar code before MAC: labels carry all of them, and the camera takes the one it sees first. */
function tiersOf(text: string, serial: string): readonly Match[] {
  const mac = normalizeMac(text) ?? normalizeMac(serial);
  return [
    (device) => device.serial === serial || device.gponSerial === serial,
    (device) => device.barcode !== '' && (device.barcode === text.trim() || device.barcode === serial),
    (device) => mac !== undefined && device.macAddress === mac,
  ];
}

function foundAt(place: DayVisit, device: EquipmentSummary, visit: DayVisit | undefined): LocalDevice {
  const isHere = visit === undefined || visit === place || visit.location?.name === place.location?.name;
  return isHere ? { found: 'here', device } : { found: 'elsewhere', serial: device.serial, city: place.visit.place.city };
}

/**
 * Looks a code up in the kept day: at the day's places, then in the van.
 * @param visit name of the visit being worked, if any; a device of its place is `here`.
 * @returns undefined when the text cannot be a code.
 */
export function findDevice(day: Day | undefined, text: string, visit: string | undefined): LocalDevice | undefined {
  const serial = serialOf(text);
  if (serial === undefined) return undefined;
  const places = day?.visits ?? [];
  const worked = places.find((each) => each.visit.name === visit);
  const ordered = [...(worked === undefined ? [] : [worked]), ...places];
  for (const matches of tiersOf(text, serial)) {
    const known = inOrder(day, ordered, { matches, worked });
    if (known !== undefined) return known;
  }
  return { found: 'unsure', serial };
}

interface Wanted {
  readonly matches: Match;
  readonly worked: DayVisit | undefined;
}

function inOrder(day: Day | undefined, places: readonly DayVisit[], { matches, worked }: Wanted): LocalDevice | undefined {
  for (const place of places) {
    const device = place.equipment.find(matches);
    if (device !== undefined) return foundAt(place, device, worked);
  }
  const free = day?.vanStock.find(matches);
  return free && { found: 'free', device: free };
}
