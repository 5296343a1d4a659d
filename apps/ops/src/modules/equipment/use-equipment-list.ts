import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormats } from '../../app/use-formats.ts';
import type { Column } from '../../ui/table.ts';
import { optionsOf } from '../trade/index.ts';
import { CATEGORIES, EQUIPMENT_STATUSES, type EquipmentRow } from './equipment-list.ts';

const ONU_STATES = ['Working', 'LOS', 'Dying Gasp', 'Offline', 'Auth Fail', 'Config Fail', 'Deactivated'] as const;

/** What the list of equipment shows and by what it may be narrowed. */
export function useEquipmentList() {
  const { t } = useI18n();
  const formats = useFormats();
  const column = (key: string): string => t(`equipment.column.${key}`);

  const columns = computed<Column<EquipmentRow>[]>(() => [
    { key: 'serial', label: column('serial'), text: (row) => row.serial_no, width: '160px', sortKey: 'serial_no', under: (row) => row.customer ?? [row.brand, row.model].filter(Boolean).join(' ') },
    { key: 'status', label: column('status'), text: (row) => row.status, width: '145px', sortKey: 'status' },
    { key: 'category', label: column('category'), text: (row) => t(`trade.category.${row.category}`), width: '110px', sortKey: 'category', isWideOnly: true },
    { key: 'model', label: column('model'), text: (row) => [row.brand, row.model].filter(Boolean).join(' '), isWideOnly: true },
    { key: 'mac', label: column('mac'), text: (row) => row.mac_address ?? '', width: '155px', isWideOnly: true },
    { key: 'customer', label: column('customer'), text: (row) => row.customer ?? '', isWideOnly: true },
    { key: 'rx', label: column('rx'), text: (row) => (row.rx_power_dbm === null || row.rx_power_dbm === 0 ? '' : formats.value.dbm(row.rx_power_dbm)), width: '125px', align: 'end', sortKey: 'rx_power_dbm', isWideOnly: true },
    { key: 'onu', label: column('onu'), text: (row) => row.onu_state ?? '', width: '155px', isWideOnly: true },
  ]);
  const filters = computed(() => [
    { key: 'status', label: column('status'), options: optionsOf('equipment', EQUIPMENT_STATUSES, t) },
    { key: 'category', label: column('category'), options: CATEGORIES.map((value) => ({ value, label: t(`trade.category.${value}`) })) },
    { key: 'onu', label: column('onu'), options: optionsOf('onu', ONU_STATES, t) },
  ]);
  const words = computed(() => ({ title: t('equipment.title'), search: t('equipment.searchHere'), empty: t('equipment.empty') }));
  const linkTo = (row: EquipmentRow) => ({ name: 'equipment', params: { serial: row.name } });

  return { columns, filters, words, linkTo };
}
