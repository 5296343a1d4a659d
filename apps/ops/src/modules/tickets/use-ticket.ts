import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { PRIORITIES } from '@gigafibre/contracts';
import { readTicket } from '../../api/office.ts';
import { useCard } from '../../app/use-card.ts';
import { useRecordEditing } from '../../app/use-record-editing.ts';
import { useSessionStore } from '../../stores/session.ts';
import { authorOf, optionsOf, TICKET_STATUSES, TICKET_TYPES } from '../trade/index.ts';

/** The ERP keeps descriptions as HTML; people here write plain lines. */
function asHtml(text: string): string {
  const lines = text.split('\n').map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`);
  return text === '' ? '' : lines.join('');
}

const stored = (field: string, value: string): string => (field === 'description' ? asHtml(value) : value);

/** One ticket with its jobs and visits as they stand now, and the fields that may be changed in place. */
export function useTicket() {
  const { t } = useI18n();
  const session = useSessionStore();
  const shown = useCard({ param: 'name', read: readTicket, concerns: (event, name) => event.related.ticket === name || event.subject.name === name });
  const { card, reload } = shown;

  const values = computed<Record<string, string>>(() => {
    const ticket = card.value?.ticket;
    return { subject: ticket?.subject ?? '', status: ticket?.status ?? '', priority: ticket?.priority ?? '', issue_type: ticket?.issueType ?? '', description: card.value?.description ?? '' };
  });
  const fields = computed(() => [
    { field: 'subject', label: t('tickets.column.subject'), options: undefined },
    { field: 'status', label: t('tickets.column.status'), options: optionsOf('ticket', TICKET_STATUSES, t) },
    { field: 'priority', label: t('tickets.column.priority'), options: optionsOf('priority', PRIORITIES, t) },
    { field: 'issue_type', label: t('tickets.column.type'), options: TICKET_TYPES.map((value) => ({ value, label: t(`tickets.type.${value}`) })) },
  ]);
  const editing = useRecordEditing({
    current: () => card.value && { doctype: 'Issue', name: card.value.ticket.name, modified: card.value.modified, values: values.value, stored, changedBy: authorOf(card.value.changes) },
    reload,
  });
  const mayAct = computed(() => session.hasRole('agent', 'dispatcher', 'admin'));

  return { ...shown, ...editing, values, fields, mayAct };
}
