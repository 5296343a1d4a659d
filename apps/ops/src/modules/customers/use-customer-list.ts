import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormats } from '../../app/use-formats.ts';
import type { Column } from '../../ui/table.ts';
import type { CustomerRow } from './customer-list.ts';

/** What the list of customers shows and by what it may be narrowed. */
export function useCustomerList() {
  const words = useI18n();
  const { t } = words;
  const groupWord = (group: string): string => (words.te(`customers.group.${group}`) ? t(`customers.group.${group}`) : group);
  const formats = useFormats();

  const columns = computed<Column<CustomerRow>[]>(() => [
    { key: 'name', label: t('customers.column.name'), text: (row) => row.customer_name, sortKey: 'customer_name' },
    { key: 'phone', label: t('customers.column.phone'), text: (row) => formats.value.phone(row.phone_e164 ?? ''), width: '140px' },
    { key: 'email', label: t('customers.column.email'), text: (row) => row.email_id ?? '', isWideOnly: true },
    { key: 'group', label: t('customers.column.group'), text: (row) => groupWord(row.customer_group), width: '120px', sortKey: 'customer_group', isWideOnly: true },
    { key: 'language', label: t('customers.column.language'), text: (row) => (row.language === 'en' ? t('trade.language.en') : t('trade.language.fr')), width: '90px', isWideOnly: true },
    { key: 'number', label: t('customers.column.number'), text: (row) => row.legacy_id ?? '', width: '130px', sortKey: 'legacy_id', isWideOnly: true },
    { key: 'state', label: t('customers.column.state'), text: () => '', width: '110px', isWideOnly: true },
  ]);
  const filters = computed(() => [
    { key: 'type', label: t('customers.filter.type'), options: ['Individual', 'Company'].map((value) => ({ value, label: t(`customers.type.${value}`) })) },
    { key: 'language', label: t('customers.filter.language'), options: ['fr', 'en'].map((value) => ({ value, label: t(`trade.language.${value}`) })) },
    { key: 'suspended', label: t('customers.filter.state'), options: [{ value: '0', label: t('customers.inGoodStanding') }, { value: '1', label: t('customers.suspended') }] },
  ]);
  const screen = computed(() => ({ title: t('customers.title'), search: t('customers.searchHere'), empty: t('customers.empty') }));
  const linkTo = (row: CustomerRow) => ({ name: 'customer', params: { name: row.name } });

  return { t, columns, filters, words: screen, linkTo };
}
