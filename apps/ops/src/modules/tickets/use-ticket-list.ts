import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { PRIORITIES } from '@gigafibre/contracts';
import { useFormats } from '../../app/use-formats.ts';
import type { Column } from '../../ui/table.ts';
import { optionsOf, TICKET_STATUSES, TICKET_TYPES } from '../trade/index.ts';
import type { TicketRow } from './ticket-list.ts';

/** What the list of tickets shows and by what it may be narrowed. */
export function useTicketList() {
  const words = useI18n();
  const { t } = words;
  const formats = useFormats();
  const title = (type: string | null): string => (type !== null && words.te(`tickets.type.${type}`) ? t(`tickets.type.${type}`) : (type ?? ''));

  const columns = computed<Column<TicketRow>[]>(() => [
    { key: 'subject', label: t('tickets.column.subject'), text: (row) => row.subject, under: (row) => row.customer_name ?? '' },
    { key: 'status', label: t('tickets.column.status'), text: (row) => row.status, width: '125px', sortKey: 'status' },
    { key: 'customer', label: t('tickets.column.customer'), text: (row) => row.customer_name ?? '', sortKey: 'customer_name', isWideOnly: true },
    { key: 'type', label: t('tickets.column.type'), text: (row) => title(row.issue_type), width: '175px', sortKey: 'issue_type', isWideOnly: true },
    { key: 'priority', label: t('tickets.column.priority'), text: (row) => row.priority, width: '115px', isWideOnly: true },
    { key: 'opened', label: t('tickets.column.opened'), text: (row) => (row.opening_date === null ? '' : formats.value.plainDate(row.opening_date)), width: '120px', sortKey: 'creation', isWideOnly: true },
    { key: 'number', label: t('tickets.column.number'), text: (row) => row.name, width: '150px', isWideOnly: true },
  ]);
  const filters = computed(() => [
    { key: 'status', label: t('tickets.column.status'), options: optionsOf('ticket', TICKET_STATUSES, t) },
    { key: 'type', label: t('tickets.column.type'), options: TICKET_TYPES.map((value) => ({ value, label: title(value) })) },
    { key: 'priority', label: t('tickets.column.priority'), options: optionsOf('priority', PRIORITIES, t) },
  ]);
  const screen = computed(() => ({ title: t('tickets.title'), search: t('tickets.searchHere'), empty: t('tickets.empty') }));
  const linkTo = (row: TicketRow) => ({ name: 'ticket', params: { name: row.name } });

  return { t, columns, filters, words: screen, linkTo };
}
