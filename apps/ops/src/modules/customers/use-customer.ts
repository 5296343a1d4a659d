import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { normalizePhone } from '@gigafibre/kernel';
import { readCustomer } from '../../api/office.ts';
import { useCard } from '../../app/use-card.ts';
import { useRecordEditing } from '../../app/use-record-editing.ts';
import { useSessionStore } from '../../stores/session.ts';
import { authorOf } from '../trade/index.ts';

/** Telephones are kept in one form, however they are typed; what is not a telephone the ERP refuses itself. */
const stored = (field: string, value: string): string => (field === 'phone_e164' ? (normalizePhone(value) ?? value) : value);

/** One customer's card, kept up to date, with the fields that may be changed in place. */
export function useCustomer() {
  const words = useI18n();
  const { t } = words;
  const session = useSessionStore();
  const shown = useCard({ param: 'name', read: readCustomer, concerns: (event, name) => event.related.customer === name });
  const { card, reload } = shown;

  const values = computed<Record<string, string>>(() => ({
    customer_name: card.value?.customerName ?? '',
    phone_e164: card.value?.phone ?? '',
    email_id: card.value?.email ?? '',
    language: card.value?.language ?? 'fr',
  }));
  const editing = useRecordEditing({
    current: () => card.value && { doctype: 'Customer', name: card.value.name, modified: card.value.modified, values: values.value, stored, changedBy: authorOf(card.value.changes) },
    reload,
  });
  const group = computed(() => {
    const key = `customers.group.${card.value?.customerGroup ?? ''}`;
    return words.te(key) ? t(key) : (card.value?.customerGroup ?? '');
  });
  const canEdit = computed(() => session.hasRole('agent', 'admin', 'accountant'));
  const canOpenTicket = computed(() => session.hasRole('agent', 'dispatcher', 'admin'));
  const languages = computed(() => ['fr', 'en'].map((value) => ({ value, label: t(`trade.language.${value}`) })));

  return { ...shown, ...editing, values, group, canEdit, canOpenTicket, languages };
}
