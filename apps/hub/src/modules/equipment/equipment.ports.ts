import type { CommandPayload, DeviceCustomer, DeviceJob, EquipmentCard, LocationCard, SubscriptionSummary, TicketSummary } from '@gigafibre/contracts';

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

/** By whose doing a device moves, and when. */
export interface Handling {
  readonly job: string;
  /** When it was done. */
  readonly at: string;
  readonly command: { readonly id: string; readonly type: string; readonly at: string };
}

/** Where a device goes. */
export interface Installation extends Handling {
  readonly customer: string | null;
  readonly location: string | null;
  /** The serial of the device whose line and subscription it takes over. */
  readonly replaces?: string;
}

export interface EquipmentBook {
  /** By serial, else by the text of the bar code, else by MAC address. */
  findByCode(code: string): Promise<EquipmentRecord | undefined>;
  /** Makes the device active at the place, with the movement and the command's id. */
  install(equipment: EquipmentRecord, installation: Installation): Promise<EquipmentRecord>;
  /** Takes the device away from its place, to be tested, with the movement and the command's id. */
  takeAway(equipment: EquipmentRecord, removal: Handling & { readonly van: string | null }): Promise<EquipmentRecord>;
  /** The warehouse that a technician's van is; null where he has none. */
  vanOf(technician: string): Promise<string | null>;
  /** A new device, in the van of whoever found it. */
  register(device: Omit<CommandPayload<'equipment.register'>, 'visit'>, command: string): Promise<EquipmentRecord>;
  /** A new device, in stock. */
  receive(device: CommandPayload<'equipment.receive'>, command: string): Promise<EquipmentRecord>;
  findCard(serial: string): Promise<EquipmentCard | undefined>;
}

/** What stands around a device, one kind at a time. */
export interface DeviceCards {
  customer(name: string | null): Promise<DeviceCustomer | null>;
  location(name: string | null): Promise<LocationCard | null>;
  subscription(location: string | null): Promise<SubscriptionSummary[]>;
  /** Open tickets of a customer. */
  tickets(customer: string | null): Promise<TicketSummary[]>;
  jobs(location: string | null): Promise<DeviceJob[]>;
}

/** Where a technician may look: the places of his own visits of the day. */
export interface OwnPlaces {
  find(technician: string, visit: string | undefined): Promise<readonly { readonly customer: string; readonly location: string | null }[]>;
}
