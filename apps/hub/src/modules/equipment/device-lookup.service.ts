import type { DeviceAnswer, EquipmentCard } from '@gigafibre/contracts';
import type { EquipmentBook, OwnPlaces } from './equipment.ports.ts';

export interface DeviceQuestion {
  readonly code: string;
  readonly technician: string;
  readonly visit: string | undefined;
}

/** What a technician may know of a device he has scanned: all of it at his own visits, nothing of other customers but the city. */
export async function lookUpDevice(book: EquipmentBook, places: OwnPlaces, { code, technician, visit }: DeviceQuestion): Promise<DeviceAnswer> {
  const [equipment, own] = await Promise.all([book.findByCode(code), places.find(technician, visit)]);
  const card = equipment && (await book.findCard(equipment.serial));
  if (equipment === undefined || card === undefined) return { found: 'unknown', serial: code };
  const isHere = own.some(({ customer, location }) => equipment.customer === customer || (location !== null && equipment.location === location));
  if (isHere) return { found: 'here', card };
  if (equipment.status === 'Active' && equipment.customer !== null) return { found: 'elsewhere', serial: equipment.serial, city: equipment.city };
  return { found: 'free', card: withoutHistory(card) };
}

/** A device that is nobody's: what it is, and nothing of where it was. */
export const withoutHistory = (card: EquipmentCard): EquipmentCard => ({
  ...card,
  equipment: { ...card.equipment, customer: null, serviceLocation: null },
  wifiName: '',
  customerName: null,
  location: null,
  movements: [],
});
