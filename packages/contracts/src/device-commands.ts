import { Type, type TProperties } from 'typebox';
import { Line, Name, SerialText, Uuid } from './primitives.ts';
import type { Role } from './session.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });

export const DEVICE_CATEGORIES = ['ONT', 'Router', 'Mesh', 'ATA', 'STB'] as const;
/** What a person says of a device that nobody has heard of. */
export const NewDevice = closed({
  category: Type.Enum(DEVICE_CATEGORIES),
  brand: Type.Optional(Line),
  model: Type.Optional(Line),
  macAddress: Type.Optional(Type.String({ pattern: '^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$' })),
});

export const DEVICE_COMMANDS = {
  /** A device that nobody has heard of comes into stock, as its label says. */
  'equipment.receive': closed({
    ...NewDevice.properties,
    serial: SerialText,
    gponSerial: Type.Optional(Type.String({ pattern: '^[A-Z]{4}[0-9A-F]{8}$' })),
    wifiName: Type.Optional(Line),
    /** The reading of the label that it was taken from. */
    reading: Type.Optional(Uuid),
  }),
  /** One device goes in, the one it replaces goes to the technician's van to be tested: both or neither. */
  'equipment.swap': closed({ visit: Name, serial: SerialText, replaces: SerialText, create: Type.Optional(NewDevice) }),
} as const;

export const DEVICE_COMMAND_ROLES: Readonly<Record<keyof typeof DEVICE_COMMANDS, readonly Role[]>> = { 'equipment.receive': ['agent', 'admin'], 'equipment.swap': ['technician', 'dispatcher', 'admin'] };

export const DEVICE_EVENTS = ['equipment.received', 'equipment.swapped'] as const;

export const DEVICE_PROBLEMS = {
  equipment_known: { status: 409, title: 'A device with this serial, GPON serial or MAC address is known already', retry: 'never' },
  equipment_not_here: { status: 409, title: 'This equipment is not installed at the place of the visit', retry: 'never' },
  equipment_unfit: { status: 409, title: 'Equipment in this state is not installed', retry: 'never' },
  equipment_same: { status: 409, title: 'A device does not replace itself', retry: 'never' },
} as const;
