import type { CommandPayload, EquipmentCard } from '@gigafibre/contracts';

export interface EquipmentRecord {
  readonly serial: string;
  readonly modified: string;
  readonly status: string;
  readonly customer: string | null;
  readonly location: string | null;
  readonly warehouse: string | null;
  /** The city it is in, all that a stranger may know of where it is. */
  readonly city: string;
  readonly customerName: string | null;
  /** Commands that moved it. */
  readonly movedBy: readonly string[];
  /** The command that made its record. */
  readonly madeBy: string | null;
}

/** Where a device goes, and by whose doing. */
export interface Installation {
  readonly customer: string | null;
  readonly location: string | null;
  readonly job: string;
  /** When it was done. */
  readonly at: string;
  readonly command: { readonly id: string; readonly type: string; readonly at: string };
}

export interface EquipmentBook {
  /** By serial, else by the text of the bar code, else by MAC address. */
  findByCode(code: string): Promise<EquipmentRecord | undefined>;
  /** Makes the device active at the place, with the movement and the command's id. */
  install(equipment: EquipmentRecord, installation: Installation): Promise<EquipmentRecord>;
  /** A new device, not yet anywhere. */
  register(device: Omit<CommandPayload<'equipment.register'>, 'visit'>, command: string): Promise<EquipmentRecord>;
  findCard(serial: string): Promise<EquipmentCard | undefined>;
}

/** Where a technician may look: the places of his own visits of the day. */
export interface OwnPlaces {
  find(technician: string, visit: string | undefined): Promise<readonly { readonly customer: string; readonly location: string | null }[]>;
}
