import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { readIfChanged } from '../../api/phone.ts';
import { KEPT_READS } from '../offline/index.ts';
import type { KeptRead, Phone, ReadBodies, ReadPart } from '../offline/index.ts';

/** How a part of what the phone needs without a network stands. */
export type PartState = 'missing' | 'reading' | 'ready' | 'failed';

/** One of the hub's answers that the phone keeps: what it holds now, and how it is read anew. */
export interface ReadPartOf<P extends ReadPart> {
  readonly kept: ShallowRef<KeptRead<ReadBodies[P]> | undefined>;
  readonly state: ComputedRef<PartState>;
  readonly isReading: Ref<boolean>;
  /** @param begun what is kept for him, when somebody is reading it already. */
  open(technician: string, begun?: Promise<KeptRead<ReadBodies[P]> | undefined>): Promise<void>;
  close(): void;
  /** @throws {ApiProblem} when no answer of the hub came. What is kept stays. */
  refresh(): Promise<void>;
}

/** Carries over into a new answer what only this phone knows. */
export type Carry<P extends ReadPart> = (next: ReadBodies[P], before: ReadBodies[P] | undefined) => ReadBodies[P];

/** @param isFor says whether an answer is this technician's own: somebody else may have signed in on this phone meanwhile. */
export function createReadPart<P extends ReadPart>(phone: Phone, part: P, isFor: (body: ReadBodies[P], technician: string) => boolean, carry: Carry<P> = (next) => next): ReadPartOf<P> {
  const kept = shallowRef<KeptRead<ReadBodies[P]>>();
  const isReading = ref(false);
  const hasFailed = ref(false);
  let technician: string | undefined;

  async function take(owner: string): Promise<void> {
    const before = kept.value;
    const { body, ...answer } = await readIfChanged<ReadBodies[P]>(KEPT_READS[part], before?.tag);
    const head = { ...answer, readAt: phone.clock() };
    if (owner !== technician || (body !== undefined && !isFor(body, owner))) return;
    if (body !== undefined) await phone.reads.keep(owner, part, { ...head, body: carry(body, before?.body) });
    else await phone.reads.confirm(owner, part, head);
    const read = await phone.reads.read(owner, part);
    if (owner === technician && read !== undefined) kept.value = read;
  }
  return {
    kept,
    isReading,
    state: computed(() => (isReading.value ? 'reading' : hasFailed.value ? 'failed' : kept.value === undefined ? 'missing' : 'ready')),
    async open(owner, begun) {
      technician = owner;
      hasFailed.value = false;
      kept.value = undefined;
      kept.value = await (begun ?? phone.reads.read(owner, part));
    },
    close() {
      technician = undefined;
      kept.value = undefined;
      hasFailed.value = false;
    },
    async refresh() {
      if (technician === undefined || isReading.value) return;
      isReading.value = true;
      hasFailed.value = true;
      try {
        await take(technician);
        hasFailed.value = false;
      } finally {
        isReading.value = false;
      }
    },
  };
}
