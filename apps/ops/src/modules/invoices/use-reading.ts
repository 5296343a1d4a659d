import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Reading, SupplierProposal } from '@gigafibre/contracts';
import { readReading, readSuppliers } from '../../api/vision.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { useLive } from '../../app/use-live.ts';
import { isDoubtful } from '../readings/index.ts';
import { checkForm, formOf, marksOf, missingIn, payloadOf } from './invoice-form.ts';
import type { InvoiceForm } from './invoice-form.ts';

/** One reading on the desk: its picture, the form beside it, and what a person may do with it. */
export function useReading(id: () => string | undefined) {
  const { t } = useI18n();
  const asked = useAsk((signal) => readReading(id() ?? '', signal));
  const reading = computed(() => (asked.data.value?.id === id() ? asked.data.value : undefined));
  const form = ref<InvoiceForm>();
  const active = ref<string>();
  const drafting = useCommand('invoice.draft');
  const discarding = useCommand('reading.discard');
  const retrying = useCommand('reading.retry');
  const drafted = shallowRef<string>();

  watch(id, (now) => {
    form.value = undefined;
    active.value = undefined;
    drafted.value = undefined;
    drafting.problem.value = undefined;
    if (now !== undefined) void asked.reload();
  }, { immediate: true });
  watch(reading, (now) => {
    // what a person has begun to mend is his
    if (form.value === undefined && now !== undefined && (now.state === 'read' || now.state === 'failed')) form.value = formOf(now, { goods: t('invoices.goods') });
  });
  useLive((event) => event.subject.name === id(), () => void asked.reload());

  const marks = computed(() => marksOf(reading.value?.invoice ?? null));
  const check = computed(() => form.value && checkForm(form.value));
  const missing = computed(() => (form.value === undefined ? [] : missingIn(form.value)));
  const doubts = computed(() => [...marks.value.values()].filter(isDoubtful).map(({ name }) => name));
  const canConfirm = computed(() => form.value !== undefined && missing.value.length === 0 && reading.value?.duplicate?.by !== 'number' && !drafting.isSending.value);

  async function confirm(): Promise<boolean> {
    if (reading.value === undefined || form.value === undefined || !canConfirm.value) return false;
    const answer = await drafting.give(payloadOf(reading.value.id, form.value));
    if (answer === undefined) return false;
    drafted.value = answer.subject.name;
    await asked.reload();
    return true;
  }
  async function discard(reason: string): Promise<boolean> {
    const done = await discarding.give({ reading: id() ?? '', reason });
    await asked.reload();
    return done !== undefined;
  }
  async function retry(): Promise<void> {
    form.value = undefined;
    await retrying.give({ reading: id() ?? '' });
    await asked.reload();
  }

  return { asked, reading, form, active, marks, check, missing, doubts, canConfirm, confirm, discard, retry, drafted, drafting, discarding, ...useSuppliers(reading, form) };
}

/** Suppliers that the typed name may mean: those proposed from the picture first. */
function useSuppliers(reading: { readonly value: Reading | undefined }, form: { readonly value: InvoiceForm | undefined }) {
  const found = useAsk<SupplierProposal[]>((signal) => readSuppliers(form.value?.supplier.trim() ?? '', signal));
  watch(() => form.value?.supplier, (text, before) => {
    if (before === undefined || form.value === undefined) return;
    if (form.value.supplierId !== '' && !suppliers.value.some(({ name, supplierName }) => name === form.value?.supplierId && supplierName === text)) form.value.supplierId = '';
    if ((text ?? '').trim().length > 1) void found.reload();
  });
  const suppliers = computed(() => {
    const all = [...(reading.value?.suppliers ?? []), ...(found.data.value ?? [])];
    return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at).slice(0, 5);
  });
  function choose({ name, supplierName }: SupplierProposal): void {
    if (form.value === undefined) return;
    form.value.supplierId = name;
    form.value.supplier = supplierName;
  }
  return { suppliers, choose };
}
