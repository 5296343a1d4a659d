import { normalizeMac, normalizeSerial } from '@gigafibre/kernel';
import type { Day, DayVisit, EquipmentSummary } from '@gigafibre/contracts';

/** What the phone itself knows of a scanned device, from the technician's point of view. */
export type LocalDevice =
  | { readonly found: 'here' | 'free'; readonly device: EquipmentSummary }
  | { readonly found: 'elsewhere'; readonly serial: string; readonly city: string }
  | { readonly found: 'unsure'; readonly serial: string };

/** The serial to speak of: the normal form of what was read, where it has one. */
export const serialOf = (text: string): string | undefined => normalizeSerial(text);

/** By serial, then by MAC: labels carry both, and the camera takes the one it sees first. */
function isFor(text: string): (device: EquipmentSummary) => boolean {
  const serial = normalizeSerial(text);
  const mac = normalizeMac(text);
  return (device) => device.serial === serial || (mac !== undefined && device.macAddress === mac);
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
  const matches = isFor(text);
  const places = day?.visits ?? [];
  const worked = places.find((each) => each.visit.name === visit);
  for (const place of [...(worked === undefined ? [] : [worked]), ...places]) {
    const device = place.equipment.find(matches);
    if (device !== undefined) return foundAt(place, device, worked);
  }
  const free = day?.vanStock.find(matches);
  return free === undefined ? { found: 'unsure', serial } : { found: 'free', device: free };
}
