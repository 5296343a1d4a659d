import { computed } from 'vue';
import { clockOf, visitStatusAfter } from '@gigafibre/contracts';
import type { CommandPayload, FailureReason, NextWish, VisitAction } from '@gigafibre/contracts';
import { useFieldDay } from './use-field-day.ts';
import { useKeeping } from './use-keeping.ts';
import { useVisitProcedure } from './use-visit-procedure.ts';

/** One visit as the technician works it: what it says, what may be done now, and the check-list. */
export function useFieldVisit(name: () => string) {
  const { field, find, first } = useFieldDay();
  const { keep, isFull } = useKeeping();
  const found = computed(() => find(name()));
  const may = (action: VisitAction): boolean => found.value !== undefined && visitStatusAfter(found.value.visit.status, action) !== undefined;
  const { procedure, flow, version, missing, record, host, proof } = useVisitProcedure(found, (payload) => keep('visit.step', payload));

  return {
    field,
    found,
    flow,
    missing,
    next: first,
    isFull,
    keep,
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
    swap: (devices: Omit<CommandPayload<'equipment.swap'>, 'visit'>) => keep('equipment.swap', { visit: name(), ...devices }),
    register: (device: Omit<CommandPayload<'equipment.register'>, 'visit'>) => keep('equipment.register', { visit: name(), ...device }),
    fail: (reason: FailureReason, note: string, next?: NextWish) => {
      const { travel, work, pause } = clockOf(found.value?.work?.deeds ?? [], Date.now() + (field.skewMs() ?? 0));
      return keep('visit.fail', { visit: name(), reason, time: { travel, work, pause }, ...(note === '' ? {} : { note }), ...(next === undefined ? {} : { next }) });
    },
  };
}
