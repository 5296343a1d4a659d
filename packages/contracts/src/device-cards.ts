import { Type, type Static, type TSchema } from 'typebox';
import { TicketSummary } from './office.ts';
import { EquipmentCard, LocationCard, SubscriptionSummary } from './places.ts';
import { InstantText, Language, Name, nullable } from './primitives.ts';

/** Where a device's line ends in the network, and what was last measured there. */
export const OltCard = Type.Object({
  olt: Type.String(),
  ponPort: Type.String(),
  onuId: nullable(Type.Integer()),
  gponSerial: Type.String(),
  splitter: Type.String(),
  terminal: Type.String(),
  terminalPort: nullable(Type.Integer()),
  reading: nullable(Type.Object({ onuState: Type.String(), rxPowerDbm: nullable(Type.Number()), at: InstantText })),
});
export type OltCard = Static<typeof OltCard>;

export const DeviceCustomer = Type.Object({ name: Name, customerName: Type.String(), phone: Type.String(), language: Language });
export type DeviceCustomer = Static<typeof DeviceCustomer>;

export const DeviceJob = Type.Object({ name: Name, subject: Type.String(), status: Type.String(), at: InstantText });
export type DeviceJob = Static<typeof DeviceJob>;

/** The seven cards of a device's page, each read by itself so that one that fails takes none along. */
export const DEVICE_CARDS = {
  equipment: EquipmentCard,
  customer: nullable(DeviceCustomer),
  location: nullable(LocationCard),
  subscription: Type.Array(SubscriptionSummary),
  tickets: Type.Array(TicketSummary, { description: 'Open ones of the customer, newest first' }),
  jobs: Type.Array(DeviceJob, { description: 'At the place, newest first' }),
  olt: nullable(OltCard),
} as const satisfies Record<string, TSchema>;
export type DeviceCardName = keyof typeof DEVICE_CARDS;
export const DEVICE_CARD_NAMES = Object.keys(DEVICE_CARDS) as DeviceCardName[];
export type DeviceCard<Which extends DeviceCardName> = Static<(typeof DEVICE_CARDS)[Which]>;
