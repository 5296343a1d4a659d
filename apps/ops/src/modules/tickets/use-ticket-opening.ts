import { computed, onUnmounted, reactive, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import type { CustomerCard, Priority, SearchHit } from '@gigafibre/contracts';
import { readCustomer, search } from '../../api/office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { TICKET_TYPES } from '../trade/index.ts';

const onlyOne = <T>(things: readonly T[]): T | undefined => (things.length === 1 ? things[0] : undefined);

interface TicketForm {
  type: string;
  subject: string;
  description: string;
  priority: Priority;
  location: string;
  equipment: string;
}

/** A ticket being written: for a customer already on screen, or for one that is first looked for. */
export function useTicketOpening(given: CustomerCard | undefined) {
  const router = useRouter();
  const customer = shallowRef(given);
  const finder = reactive({ text: '' });
  const found = useAsk((signal) => search(finder.text.trim(), signal));
  const form = reactive<TicketForm>({ type: TICKET_TYPES[0], subject: TICKET_TYPES[0], description: '', priority: 'Medium', location: '', equipment: '' });
  const { give, isSending, problem } = useCommand('ticket.open');
  let suggested = form.subject;

  const customers = computed(() => (found.data.value?.hits ?? []).filter((hit) => hit.kind === 'customer').slice(0, 6));
  const places = computed(() => customer.value?.locations ?? []);
  const devices = computed(() => places.value.filter((place) => form.location === '' || place.location.name === form.location).flatMap((place) => place.equipment));
  const canSend = computed(() => customer.value !== undefined && form.subject.trim() !== '');

  watch(() => finder.text, (text) => {
    if (text.trim().length > 1) void found.reload();
  });
  watch(customer, (card) => {
    form.location = onlyOne(card?.locations ?? [])?.location.name ?? '';
    form.equipment = '';
  }, { immediate: true });
  watch(() => form.type, (type) => {
    // The category is a fair subject until somebody writes a better one.
    if (form.subject === suggested || form.subject === '') form.subject = type;
    suggested = type;
  });

  async function choose(hit: SearchHit): Promise<void> {
    customer.value = await readCustomer(hit.name);
  }

  async function send(): Promise<boolean> {
    const card = customer.value;
    if (card === undefined) return false;
    const answer = await give({
      customer: card.name,
      issueType: form.type,
      subject: form.subject.trim(),
      priority: form.priority,
      ...(form.location !== '' && { serviceLocation: form.location }),
      ...(form.equipment !== '' && { equipment: form.equipment }),
      ...(form.description.trim() !== '' && { description: form.description.trim() }),
    });
    if (answer === undefined) return false;
    await router.push({ name: 'ticket', params: { name: answer.subject.name } });
    return true;
  }

  onUnmounted(holdUnsaved());
  return { customer, finder, customers, form, places, devices, canSend, choose, send, isSending, problem };
}
