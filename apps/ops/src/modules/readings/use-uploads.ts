import { ref } from 'vue';
import type { ReadingKind } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { uploadForReading } from '../../api/vision.ts';

export interface UploadItem {
  readonly key: number;
  readonly name: string;
  /** 0 to 1 while it leaves. */
  sent: number;
  state: 'waiting' | 'sending' | 'taken' | 'refused';
  /** The reading that came of it. */
  reading?: string;
  /** It was here before. */
  isKnown?: boolean;
  problem?: ApiProblem;
}

let next = 1;

/** Sends files one after the other; the first that is taken is shown. */
export function useUploads(kind: ReadingKind, onTaken: (reading: string) => void) {
  const items = ref<UploadItem[]>([]);
  const waiting: { item: UploadItem; file: File }[] = [];
  let isSending = false;

  async function send({ item, file }: { item: UploadItem; file: File }): Promise<void> {
    item.state = 'sending';
    try {
      const { id, known } = await uploadForReading(kind, file, (share) => (item.sent = share));
      Object.assign(item, { state: 'taken', reading: id, isKnown: known });
      onTaken(id);
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      Object.assign(item, { state: 'refused', problem: cause });
    }
  }
  async function drain(): Promise<void> {
    if (isSending) return;
    isSending = true;
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await send(one);
    isSending = false;
  }
  function add(files: Iterable<File>): void {
    for (const file of files) {
      items.value.push({ key: (next += 1), name: file.name, sent: 0, state: 'waiting' });
      const item = items.value.at(-1);
      if (item !== undefined) waiting.push({ item, file });
    }
    void drain();
  }
  const drop = (key: number): void => {
    items.value = items.value.filter((item) => item.key !== key);
  };
  return { items, add, drop };
}
