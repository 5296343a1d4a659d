import { computed, ref, shallowRef } from 'vue';
import type { CommandPayload, EquipmentSummary } from '@gigafibre/contracts';
import { serialOf } from './find-device.ts';
import { lookUpDevice } from './look-up-device.ts';
import type { ScanOutcome } from './look-up-device.ts';
import { useLastScans } from './scan/last-scans.ts';
import { useFieldVisit } from './use-field-visit.ts';

const blank = (serial: string, category: string): EquipmentSummary => ({ serial, item: '', barcode: '', gponSerial: '', category, brand: '', model: '', macAddress: '', status: 'Active', customer: null, serviceLocation: null, installedOn: null, warrantyUntil: null, reading: null });

/** From a code to a device, and inside a visit to a linked device, with or without a network (R42). */
export function useScan(visit: () => string | undefined) {
  const { field, found, flow, record, link, register } = useFieldVisit(() => visit() ?? '');
  const outcome = shallowRef<ScanOutcome>();
  const phase = ref<'aiming' | 'searching' | 'found'>('aiming');
  const code = ref('');
  const { last, remember } = useLastScans();

  /** A scan step of the check-list is proved by the device that was linked. */
  async function proveStep(serial: string): Promise<void> {
    const step = flow.value.template.steps.find((each) => each.kind === 'scan' && flow.value.records.get(each.step)?.done !== true);
    if (step !== undefined && found.value?.visit.status === 'on-site') await record({ type: 'answered', step: step.step, value: serial, at: new Date().toISOString() });
  }

  async function linkNow(device: EquipmentSummary): Promise<void> {
    if (!(await link(device.serial))) return;
    await proveStep(device.serial);
    outcome.value = { kind: 'linked', device: { ...device, status: 'Active' } };
  }
  async function create(details: Omit<CommandPayload<'equipment.register'>, 'visit'>): Promise<void> {
    if (!(await register(details))) return;
    await proveStep(details.serial);
    outcome.value = { kind: 'linked', device: blank(details.serial, details.category) };
  }

  /** @returns whether the text can be a code at all. */
  async function take(text: string): Promise<boolean> {
    if (serialOf(text) === undefined) return false;
    code.value = text;
    remember(text);
    phase.value = 'searching';
    outcome.value = await lookUpDevice(text, { day: field.day.day, visit: visit() });
    if (outcome.value === undefined) return false;
    if (outcome.value.kind === 'free' && visit() !== undefined) await linkNow(outcome.value.device);
    if (outcome.value.kind === 'here') await proveStep(outcome.value.device.serial);
    phase.value = 'found';
    return true;
  }

  function again(): void {
    outcome.value = undefined;
    phase.value = 'aiming';
  }
  const customer = computed(() => found.value?.visit.customerName);
  return { phase, outcome, code, last, customer, take, again, create, linkAnyway: (serial: string) => linkNow(blank(serial, '')) };
}
