import { Type, type TProperties } from 'typebox';
import { Line, Name, SerialText } from './primitives.ts';
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
  /** One device goes in, the one it replaces goes to the technician's van to be tested: both or neither. */
  'equipment.swap': closed({ visit: Name, serial: SerialText, replaces: SerialText, create: Type.Optional(NewDevice) }),
} as const;

export const DEVICE_COMMAND_ROLES: Readonly<Record<keyof typeof DEVICE_COMMANDS, readonly Role[]>> = { 'equipment.swap': ['technician', 'dispatcher', 'admin'] };

export const DEVICE_EVENTS = ['equipment.swapped'] as const;

export const DEVICE_PROBLEMS = {
  equipment_not_here: { status: 409, title: 'This equipment is not installed at the place of the visit', retry: 'never' },
  equipment_unfit: { status: 409, title: 'Equipment in this state is not installed', retry: 'never' },
  equipment_same: { status: 409, title: 'A device does not replace itself', retry: 'never' },
} as const;
