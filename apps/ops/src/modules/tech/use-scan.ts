import { computed, ref, shallowRef } from 'vue';
import type { CommandPayload, DeviceAnswer, EquipmentSummary } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readDevice } from '../../api/phone.ts';
import { findDevice, serialOf } from './find-device.ts';
import type { LocalDevice } from './find-device.ts';
import { useLastScans } from './scan/last-scans.ts';
import { useFieldVisit } from './use-field-visit.ts';

/** What a scan came to. */
export type ScanOutcome =
  | { readonly kind: 'here' | 'free' | 'linked'; readonly device: EquipmentSummary }
  | { readonly kind: 'elsewhere'; readonly serial: string; readonly city: string }
  /** Nobody has heard of it: it may be created. */
  | { readonly kind: 'unknown'; readonly serial: string }
  /** The phone does not know it and the hub cannot be asked. */
  | { readonly kind: 'unsure'; readonly serial: string };


function fromLocal(local: LocalDevice): ScanOutcome {
  if ('device' in local) return { kind: local.found, device: local.device };
  return local.found === 'unsure' ? { kind: 'unsure', serial: local.serial } : { kind: 'elsewhere', serial: local.serial, city: local.city };
}
function fromHub(answer: DeviceAnswer): ScanOutcome {
  if ('card' in answer) return { kind: answer.found, device: answer.card.equipment };
  return answer.found === 'elsewhere' ? { kind: 'elsewhere', serial: answer.serial, city: answer.city } : { kind: 'unknown', serial: serialOf(answer.serial) ?? answer.serial };
}
const isUnheardOf = (problem: ApiProblem): boolean => problem.code === 'equipment_unknown' || problem.code === 'not_found';

const blank = (serial: string, category: string): EquipmentSummary => ({ serial, item: '', barcode: '', gponSerial: '', category, brand: '', model: '', macAddress: '', status: 'Active', customer: null, serviceLocation: null, installedOn: null, warrantyUntil: null, reading: null });

/** From a code to a device, and inside a visit to a linked device, with or without a network (R42). */
export function useScan(visit: () => string | undefined) {
  const { field, found, flow, record, link, register } = useFieldVisit(() => visit() ?? '');
  const outcome = shallowRef<ScanOutcome>();
  const phase = ref<'aiming' | 'searching' | 'found'>('aiming');
  const code = ref('');
  const { last, remember } = useLastScans();

  async function ask(text: string, local: LocalDevice): Promise<ScanOutcome> {
    if (local.found === 'here' || (local.found === 'free' && visit() !== undefined)) return fromLocal(local);
    const serial = serialOf(text) ?? text;
    try {
      return fromHub(await readDevice(serial, visit()));
    } catch (problem) {
      // The phone's own knowledge stands when the hub cannot be asked.
      if (!(problem instanceof ApiProblem)) throw problem;
      return isUnheardOf(problem) ? { kind: 'unknown', serial } : fromLocal(local);
    }
  }

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
    const local = findDevice(field.day.day, text, visit());
    if (local === undefined) return false;
    code.value = text;
    remember(text);
    phase.value = 'searching';
    outcome.value = await ask(text, local);
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
