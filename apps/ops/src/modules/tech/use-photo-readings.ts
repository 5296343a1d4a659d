import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Reading, ReadingKind } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readReading } from '../../api/vision.ts';
import { compressPhoto, useFieldStore } from '../../stores/field/index.ts';
import { asItIs } from './scan/as-it-is.ts';

/** A photo that was given to be read, and how far it has come. */
export interface PhotoReading {
  readonly id: string;
  readonly state: 'waiting' | 'refused' | 'reading' | 'read' | 'failed';
  readonly reading?: Reading;
}

interface Asked {
  /** The command's id until the hub has answered; then the reading's. */
  readonly id: string;
  readonly kind: ReadingKind;
  readonly visit: string | null;
  readonly technician: string;
}

const KEPT = 'gf.photo-readings';
const LOOK_EVERY_MS = 3000;
const MOST = 12;
const kept = (): Asked[] => JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Asked[];

/** Photos of labels and receipts, given to the queue with or without a network; what was read comes back to the visit it belongs to. */
export function usePhotoReadings(visit: () => string | undefined, kind: ReadingKind) {
  const field = useFieldStore();
  const all = ref<readonly Asked[]>(kept());
  /** The last file was no picture that this browser can open. */
  const isBadPhoto = ref(false);
  const known = shallowRef<ReadonlyMap<string, Reading>>(new Map());
  const mine = computed(() => all.value.filter((one) => one.kind === kind && one.technician === field.identity?.technician && one.visit === (visit() ?? null)));

  function keep(next: readonly Asked[]): void {
    all.value = next.slice(-MOST);
    localStorage.setItem(KEPT, JSON.stringify(all.value));
  }
  const itemOf = ({ id }: Asked) => field.queue.items.find((item) => item.command.id === id || item.answer?.subject.name === id);
  const stateOf = (one: Asked): PhotoReading['state'] => {
    const item = itemOf(one);
    if (item?.state === 'refused') return 'refused';
    if (item !== undefined && item.state !== 'acknowledged') return 'waiting';
    const read = known.value.get(one.id);
    if (read === undefined || read.state === 'queued' || read.state === 'reading') return 'reading';
    return read.state === 'failed' ? 'failed' : 'read';
  };
  const readings = computed(() => mine.value.map((one): PhotoReading => {
    const reading = known.value.get(one.id);
    return { id: one.id, state: stateOf(one), ...(reading === undefined ? {} : { reading }) };
  }));

  async function ask(file: File): Promise<void> {
    const technician = field.identity?.technician ?? '';
    // what this browser cannot open, the hub may
    const picture = await compressPhoto(file, 'reading').catch(() => asItIs(file));
    isBadPhoto.value = picture === undefined;
    if (picture === undefined) return;
    const photo = await field.photos.keep(technician, picture);
    const forVisit = visit();
    const item = await field.queue.enqueue('reading.request', { kind, photo, ...(forVisit === undefined ? {} : { forVisit }) });
    keep([...kept(), { id: item.command.id, kind, visit: forVisit ?? null, technician }]);
  }
  const forget = (id: string): void => keep(kept().filter((one) => one.id !== id));

  async function look(): Promise<void> {
    // the same picture was read before: its reading has another name than this command
    keep(kept().map((one) => ({ ...one, id: itemOf(one)?.answer?.subject.name ?? one.id })));
    for (const one of mine.value) {
      if (stateOf(one) === 'reading') await fetchOne(one.id);
    }
  }
  async function fetchOne(id: string): Promise<void> {
    try {
      const reading = await readReading(id);
      if (typeof reading === 'object') known.value = new Map(known.value).set(id, reading);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.code === 'not_found') forget(id); // purged, or never arrived under this name
    }
  }
  watch(() => field.queue.items, () => void look());
  const timer = window.setInterval(() => void look(), LOOK_EVERY_MS);
  onScopeDispose(() => window.clearInterval(timer));
  void look();
  return { readings, isBadPhoto, ask, forget };
}
