import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { readEquipment } from '../../api/office.ts';
import { readReading } from '../../api/vision.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { useLive } from '../../app/use-live.ts';
import { useSessionStore } from '../../stores/session.ts';
import { isDoubtful, usePrivacy, useUploads } from '../readings/index.ts';
import { EMPTY_LABEL, formOfLabel, marksOfLabel, receiptOf, serialOf, wrongIn, type LabelForm } from './label-form.ts';

/** A label that the office reads from its picture: what is on it, whose it is already, and the device that it may become. */
export function useLabelScan() {
  const route = useRoute();
  const router = useRouter();
  const session = useSessionStore();
  const shown = computed(() => (typeof route.query['reading'] === 'string' ? route.query['reading'] : undefined));
  const show = (reading: string): void => void router.replace({ query: { reading } });
  const uploads = useUploads('equipment', show);
  const asked = useAsk((signal) => readReading(shown.value ?? '', signal));
  const reading = computed(() => (asked.data.value?.id === shown.value ? asked.data.value : undefined));
  const form = ref<LabelForm>();
  const active = ref<string>();
  const receiving = useCommand('equipment.receive');
  const received = shallowRef<string>();

  watch(shown, (now) => {
    form.value = undefined;
    active.value = undefined;
    received.value = undefined;
    receiving.problem.value = undefined;
    if (now !== undefined) void asked.reload();
  }, { immediate: true });
  watch(reading, (now) => {
    if (form.value === undefined && now !== undefined && (now.state === 'read' || now.state === 'failed')) form.value = now.label === null ? { ...EMPTY_LABEL } : formOfLabel(now.label);
  });
  useLive((event) => event.subject.name === shown.value, () => void asked.reload());

  const marks = computed(() => marksOfLabel(reading.value?.label ?? null));
  const doubts = computed(() => [...marks.value.values()].filter(isDoubtful).map(({ name }) => name));
  const wrong = computed(() => (form.value === undefined ? [] : wrongIn(form.value)));
  const known = useKnown(form, reading);
  const mayReceive = computed(() => session.current?.roles.some((role) => role === 'agent' || role === 'admin') ?? false);
  const canReceive = computed(() => mayReceive.value && form.value !== undefined && wrong.value.length === 0 && known.value === undefined && received.value === undefined && !receiving.isSending.value);

  async function receive(): Promise<void> {
    if (reading.value === undefined || form.value === undefined || !canReceive.value) return;
    const answer = await receiving.give(receiptOf(reading.value.id, form.value));
    if (answer !== undefined) received.value = answer.subject.name;
  }

  return { shown, show, uploads, asked, reading, form, active, marks, doubts, wrong, known, mayReceive, canReceive, receive, received, receiving, ...usePrivacy() };
}

/** The device that has this serial already, whatever else was read of it. */
function useKnown(form: { readonly value: LabelForm | undefined }, reading: { readonly value: Awaited<ReturnType<typeof readReading>> | undefined }) {
  const serial = computed(() => (form.value === undefined ? undefined : serialOf(form.value)));
  const sought = useAsk((signal) => readEquipment(serial.value ?? '', signal));
  watch(serial, (now) => {
    const device = reading.value?.device;
    const isAnswered = device?.found === 'unknown' && device.serial === now;
    if (now !== undefined && !isAnswered) void sought.reload();
  });
  return computed(() => {
    const found = sought.data.value;
    if (found !== undefined && found.equipment.serial === serial.value) return found;
    const device = reading.value?.device;
    return device?.found === 'here' || device?.found === 'free' ? device.card : undefined;
  });
}
