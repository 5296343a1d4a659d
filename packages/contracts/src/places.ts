import { Type, type Static } from 'typebox';
import { DateText, InstantText, Name, nullable } from './primitives.ts';

export const LocationCard = Type.Object({
  name: Name,
  label: Type.String({ description: 'One line: 1867, chemin de la Rivière, Sainte-Clotilde' }),
  addressLine: Type.String(),
  city: Type.String(),
  postalCode: Type.String(),
  zone: Type.String(),
  latitude: nullable(Type.Number()),
  longitude: nullable(Type.Number()),
  accessNotes: Type.String(),
  hasDog: Type.Boolean(),
  gateCode: Type.String(),
  status: Type.Enum(['Active', 'Ended', 'Prospect']),
  network: Type.Object({
    olt: Type.String(),
    ponPort: Type.String(),
    splitter: Type.String(),
    terminal: Type.String(),
    terminalPort: nullable(Type.Integer()),
    dropType: Type.String(),
    dropLengthMeters: nullable(Type.Integer()),
  }),
});
export type LocationCard = Static<typeof LocationCard>;

export const EquipmentSummary = Type.Object({
  serial: Name,
  /** The item of the catalogue; empty where nobody said. */
  item: Type.String(),
  /** Other codes of its label, in their normal form; empty where unknown. */
  barcode: Type.String(),
  gponSerial: Type.String(),
  category: Type.String(),
  brand: Type.String(),
  model: Type.String(),
  macAddress: Type.String(),
  status: Type.String({ description: 'In Stock, In Van, Active, To Test, Faulty, Retired, Lost' }),
  customer: nullable(Name),
  serviceLocation: nullable(Name),
  installedOn: nullable(DateText),
  warrantyUntil: nullable(DateText),
  /** The last reading of the optical line; null where there is none. */
  reading: nullable(Type.Object({ onuState: Type.String(), rxPowerDbm: nullable(Type.Number()), at: InstantText })),
});
export type EquipmentSummary = Static<typeof EquipmentSummary>;

export const EquipmentMovement = Type.Object({
  at: InstantText,
  event: Type.String(),
  from: Type.String(),
  to: Type.String(),
  job: nullable(Name),
  /** The device that it replaced, or that replaced it. */
  counterpart: nullable(Name),
});

export const EquipmentCard = Type.Object({
  equipment: EquipmentSummary,
  modified: Type.String(),
  gponSerial: Type.String(),
  olt: Type.String(),
  ponPort: Type.String(),
  onuId: nullable(Type.Integer()),
  wifiName: Type.String(),
  customerName: nullable(Type.String()),
  location: nullable(LocationCard),
  movements: Type.Array(EquipmentMovement, { description: 'Newest first' }),
});
export type EquipmentCard = Static<typeof EquipmentCard>;

export const SubscriptionSummary = Type.Object({
  name: Name,
  planName: Type.String(),
  status: Type.String(),
  monthlyRateCents: Type.Integer(),
  speedDown: Type.Integer({ description: 'Mb/s' }),
  speedUp: Type.Integer({ description: 'Mb/s' }),
  startDate: nullable(DateText),
  endDate: nullable(DateText),
});
export type SubscriptionSummary = Static<typeof SubscriptionSummary>;
