import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CommandPayload, EquipmentSummary } from '@gigafibre/contracts';
import { lookUpDevice, type ScanOutcome } from './look-up-device.ts';
import { useFieldVisit } from './use-field-visit.ts';

export type NewCategory = CommandPayload<'equipment.register'>['category'];

/** The device that goes in: known and free, or one that the hub will have to know or create. */
export interface Incoming {
  readonly serial: string;
  readonly device: EquipmentSummary | undefined;
  readonly isFromVan: boolean;
}

/** One device for another (R63): the old one, the new one, done. Works without a network; the hub checks again. */
export function useSwap(visit: () => string) {
  const { t } = useI18n();
  const { field, found, isFull, swap } = useFieldVisit(visit);
  const old = shallowRef<EquipmentSummary>();
  const fresh = shallowRef<Incoming>();
  const category = ref<NewCategory>();
  const refusal = ref('');
  const isDone = ref(false);
  const here = computed(() => found.value?.equipment ?? []);

  const lookUp = (text: string): Promise<ScanOutcome | undefined> => lookUpDevice(text, { day: field.day.day, visit: visit() });
  const isElsewhere = (outcome: ScanOutcome | undefined): outcome is Extract<ScanOutcome, { kind: 'elsewhere' }> => outcome?.kind === 'elsewhere';
  const stopOf = ({ city }: { readonly city: string }): string => (city === '' ? t('tech.device.elsewhere') : t('tech.device.elsewhereCity', { city }));

  /** @returns whether this device can come out. */
  async function takeOld(text: string): Promise<boolean> {
    const outcome = await lookUp(text);
    old.value = outcome?.kind === 'here' ? outcome.device : undefined;
    refusal.value = isElsewhere(outcome) ? stopOf(outcome) : old.value === undefined ? t('tech.swap.oldNotHere') : '';
    return old.value !== undefined;
  }

  function whyNot(outcome: ScanOutcome | undefined): string {
    if (outcome === undefined) return t('tech.scan.invalid');
    if (outcome.kind === 'elsewhere') return stopOf(outcome);
    if (outcome.kind === 'unfit') return t('tech.device.unfit');
    return outcome.kind === 'here' ? t('tech.swap.newIsHere') : '';
  }

  /** @returns whether this device can go in. */
  async function takeNew(text: string): Promise<boolean> {
    const outcome = await lookUp(text);
    refusal.value = whyNot(outcome);
    category.value = undefined;
    if (refusal.value !== '' || outcome === undefined || outcome.kind === 'elsewhere') return false;
    const device = 'device' in outcome ? outcome.device : undefined;
    const serial = 'device' in outcome ? outcome.device.serial : outcome.serial;
    fresh.value = { serial, device, isFromVan: field.day.day?.vanStock.some((each) => each.serial === serial) === true };
    return true;
  }

  /** @returns whether the device could keep it. */
  async function exchange(): Promise<boolean> {
    if (old.value === undefined || fresh.value === undefined) return false;
    const create = fresh.value.device === undefined && category.value !== undefined ? { create: { category: category.value } } : {};
    isDone.value = await swap({ serial: fresh.value.serial, replaces: old.value.serial, ...create });
    return isDone.value;
  }
  /** A device that the phone does not know wants a category, in case the hub does not know it either. */
  const isReady = computed(() => old.value !== undefined && fresh.value !== undefined && (fresh.value.device !== undefined || category.value !== undefined));
  return { found, here, old, fresh, category, refusal, isReady, isDone, isFull, takeOld, takeNew, exchange };
}
