import { computed, ref } from 'vue';
import { visitStatusAfter } from '@gigafibre/contracts';
import type { CommandPayload, CommandType, FailureReason, FlowStep, VisitAction } from '@gigafibre/contracts';
import { advanceFlow, missingProof, modernSteps, recordsOf, resumeFlow } from '@gigafibre/flow';
import type { FlowEffect, FlowEvent } from '@gigafibre/flow';
import { compressPhoto } from '../../stores/field/index.ts';
import { useFieldDay } from './use-field-day.ts';

const NO_STEPS: readonly FlowStep[] = [];

/** One visit as the technician works it: what it says, what may be done now, and the check-list. */
export function useFieldVisit(name: () => string) {
  const { field, find, first } = useFieldDay();
  const found = computed(() => find(name()));
  const flow = computed(() => resumeFlow<FlowStep>({ steps: modernSteps<FlowStep>(found.value?.flow?.steps ?? NO_STEPS) }, found.value?.records ?? []));
  const missing = computed(() => missingProof(flow.value));
  const isFull = ref(false);
  const may = (action: VisitAction): boolean => found.value !== undefined && visitStatusAfter(found.value.visit.status, action) !== undefined;

  /** @returns whether the device could keep it. */
  async function keep<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<boolean> {
    isFull.value = false;
    try {
      await field.queue.enqueue(type, payload);
      return true;
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem;
      isFull.value = true;
      return false;
    }
  }

  /** @returns what the person must be told about the answer; nothing when it counts. */
  async function record(event: FlowEvent): Promise<FlowEffect | undefined> {
    const { effects } = advanceFlow(flow.value, event);
    const kept = effects.find((effect) => effect.type === 'keep');
    if (kept !== undefined) await keep('visit.step', { visit: name(), record: kept.record });
    return effects.find((effect) => effect.type === 'refused' || effect.type === 'out-of-limits');
  }

  /** @throws when the file is no picture. */
  async function photograph(step: string, file: File): Promise<void> {
    const owner = field.identity?.technician ?? '';
    const photo = await field.photos.keep(owner, await compressPhoto(file));
    await record({ type: 'photographed', step, photo, at: new Date().toISOString() });
  }

  return {
    field,
    found,
    flow,
    missing,
    next: first,
    isFull,
    may,
    record,
    photograph,
    move: (action: 'depart' | 'arrive' | 'pause' | 'resume') => keep(`visit.${action}`, { visit: name() }),
    note: (text: string) => keep('visit.note', { visit: name(), text }),
    link: (serial: string) => keep('equipment.link', { visit: name(), serial }),
    register: (device: Omit<CommandPayload<'equipment.register'>, 'visit'>) => keep('equipment.register', { visit: name(), ...device }),
    fail: (reason: FailureReason, note: string) => keep('visit.fail', { visit: name(), reason, ...(note === '' ? {} : { note }) }),
    complete: (note: string) => keep('visit.complete', { visit: name(), steps: recordsOf(flow.value), ...(note === '' ? {} : { note }) }),
  };
}
