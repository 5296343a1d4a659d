import type { Day, DeviceAnswer, EquipmentSummary } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readDevice } from '../../api/phone.ts';
import { findDevice, isUsable, serialOf } from './find-device.ts';
import type { LocalDevice } from './find-device.ts';

/** What a scan came to. */
export type ScanOutcome =
  | { readonly kind: 'here' | 'free' | 'linked' | 'unfit'; readonly device: EquipmentSummary }
  | { readonly kind: 'elsewhere'; readonly serial: string; readonly city: string }
  /** Nobody has heard of it: it may be created. */
  | { readonly kind: 'unknown'; readonly serial: string }
  /** The phone does not know it and the hub cannot be asked. */
  | { readonly kind: 'unsure'; readonly serial: string };


const graded = (found: 'here' | 'free', device: EquipmentSummary): ScanOutcome => ({ kind: found === 'free' && !isUsable(device) ? 'unfit' : found, device });

function fromLocal(local: LocalDevice): ScanOutcome {
  if ('device' in local) return graded(local.found, local.device);
  return local.found === 'unsure' ? { kind: 'unsure', serial: local.serial } : { kind: 'elsewhere', serial: local.serial, city: local.city };
}
function fromHub(answer: DeviceAnswer): ScanOutcome {
  if ('card' in answer) return graded(answer.found, answer.card.equipment);
  return answer.found === 'elsewhere' ? { kind: 'elsewhere', serial: answer.serial, city: answer.city } : { kind: 'unknown', serial: serialOf(answer.serial) ?? answer.serial };
}
const isUnheardOf = (problem: ApiProblem): boolean => problem.code === 'equipment_unknown' || problem.code === 'not_found';

interface LookUp {
  /** The kept day, as it is with everything done on this phone. */
  readonly day: Day | undefined;
  /** Name of the visit being worked, if any. */
  readonly visit: string | undefined;
}

/**
 * From a code to what is known of its device: from the phone at once where the phone is sure, else from the hub, else what the phone has.
 * @returns undefined when the text cannot be a device's code.
 */
export async function lookUpDevice(text: string, { day, visit }: LookUp): Promise<ScanOutcome | undefined> {
  const local = findDevice(day, text, visit);
  if (local === undefined) return undefined;
  if (local.found === 'here' || (local.found === 'free' && visit !== undefined)) return fromLocal(local);
  const serial = serialOf(text) ?? text;
  try {
    return fromHub(await readDevice(serial, visit));
  } catch (problem) {
    // The phone's own knowledge stands when the hub cannot be asked.
    if (!(problem instanceof ApiProblem)) throw problem;
    return isUnheardOf(problem) ? { kind: 'unknown', serial } : fromLocal(local);
  }
}
