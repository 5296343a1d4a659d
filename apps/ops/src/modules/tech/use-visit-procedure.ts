import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { CommandPayload, DayVisit, FlowStep, FlowVersionUsed } from '@gigafibre/contracts';
import { advanceFlow, missingProof, recordsOf, resumeFlow } from '@gigafibre/flow';
import type { FlowEffect, FlowEvent, FlowState } from '@gigafibre/flow';
import { compressPhoto, useFieldStore } from '../../stores/field/index.ts';
import type { ProcedureHost } from './procedure-host.ts';
import { procedureOf } from './visit-procedure.ts';

const NONE: FlowState<FlowStep> = resumeFlow({ steps: [] });

/** A visit's procedure on the technician's phone: what counts becomes a command in the queue, and the queue is what it resumes from. */
export function useVisitProcedure(found: ComputedRef<DayVisit | undefined>, keepStep: (payload: CommandPayload<'visit.step'>) => Promise<unknown>) {
  const field = useFieldStore();
  const procedure = computed(() => found.value && procedureOf(found.value));
  const flow = computed(() => procedure.value?.state ?? NONE);
  const version = computed((): { flow?: FlowVersionUsed } => (procedure.value === undefined ? {} : { flow: { template: procedure.value.template.name, version: procedure.value.template.version } }));

  async function record(event: FlowEvent): Promise<FlowEffect | undefined> {
    const { effects } = advanceFlow(flow.value, event);
    const kept = effects.find((effect) => effect.type === 'keep');
    if (kept !== undefined && found.value !== undefined) await keepStep({ visit: found.value.visit.name, ...version.value, record: kept.record });
    return effects.find((effect) => effect.type === 'refused' || (effect.type === 'out-of-limits' && effect.step === event.step));
  }

  const owner = (): string => field.identity?.technician ?? '';
  const host: ProcedureHost = {
    record,
    async keepPicture(picture, kind) {
      const kept = kind === 'photo' ? await compressPhoto(picture) : { bytes: await picture.arrayBuffer(), mediaType: picture.type };
      return field.photos.keep(owner(), kept);
    },
    async lookAt(photo) {
      const kept = await field.photos.read(photo);
      return kept === undefined ? undefined : URL.createObjectURL(new Blob([kept.bytes], { type: kept.mediaType }));
    },
    get visit() {
      return found.value?.visit.name;
    },
  };

  return { procedure, flow, version, missing: computed(() => missingProof(flow.value)), record, host, proof: () => recordsOf(flow.value) };
}
