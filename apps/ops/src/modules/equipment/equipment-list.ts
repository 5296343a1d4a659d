import { normalizeMac } from '@gigafibre/kernel';
import type { Filter } from '../../api/gateway.ts';
import type { ListPlan } from '../../app/use-document-list.ts';

export interface EquipmentRow {
  name: string;
  serial_no: string;
  category: string;
  brand: string | null;
  model: string | null;
  mac_address: string | null;
  status: string;
  customer: string | null;
  onu_state: string | null;
  rx_power_dbm: number | null;
}

export const CATEGORIES = ['ONT', 'Router', 'Mesh', 'ATA', 'STB'] as const;
export const EQUIPMENT_STATUSES = ['In Stock', 'In Van', 'Active', 'To Test', 'Faulty', 'Retired', 'Lost'] as const;

/** Twelve hex digits, or pairs with colons, are a MAC address; anything else is a part of a serial. */
export function equipmentFilter(text: string): Filter {
  const mac = normalizeMac(text);
  if (mac !== undefined) return ['mac_address', '=', mac];
  return text.includes(':') ? ['mac_address', 'like', `%${text.toUpperCase()}%`] : ['serial_no', 'like', `%${text.toUpperCase()}%`];
}

export const equipmentListPlan: ListPlan = {
  doctype: 'Service Equipment',
  fields: ['name', 'serial_no', 'category', 'brand', 'model', 'mac_address', 'status', 'customer', 'onu_state', 'rx_power_dbm'],
  sort: { key: 'serial_no', isDescending: false },
  textFilter: equipmentFilter,
  choices: {
    status: (value) => ['status', '=', value],
    category: (value) => ['category', '=', value],
    onu: (value) => ['onu_state', '=', value],
  },
};
