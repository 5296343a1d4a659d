import { computed, ref } from 'vue';
import { visitStatusAfter } from '@gigafibre/contracts';
import type { CommandPayload, CommandType, FailureReason, VisitAction } from '@gigafibre/contracts';
import { useFieldDay } from './use-field-day.ts';
import { useVisitProcedure } from './use-visit-procedure.ts';

/** One visit as the technician works it: what it says, what may be done now, and the check-list. */
export function useFieldVisit(name: () => string) {
  const { field, find, first } = useFieldDay();
  const found = computed(() => find(name()));
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

  const { procedure, flow, version, missing, record, host, proof } = useVisitProcedure(found, (payload) => keep('visit.step', payload));

  return {
    field,
    found,
    flow,
    missing,
    next: first,
    isFull,
    may,
    procedure,
    version,
    host,
    proof,
    record,
    /** A visit begins with the version of its procedure that this phone has. */
    move: (action: 'depart' | 'arrive' | 'pause' | 'resume') => keep(`visit.${action}`, { visit: name(), ...(action === 'arrive' ? version.value : {}) }),
    note: (text: string) => keep('visit.note', { visit: name(), text }),
    link: (serial: string) => keep('equipment.link', { visit: name(), serial }),
    register: (device: Omit<CommandPayload<'equipment.register'>, 'visit'>) => keep('equipment.register', { visit: name(), ...device }),
    fail: (reason: FailureReason, note: string) => keep('visit.fail', { visit: name(), reason, ...(note === '' ? {} : { note }) }),
    complete: (note: string) => keep('visit.complete', { visit: name(), ...version.value, steps: proof(), ...(note === '' ? {} : { note }) }),
  };
}
