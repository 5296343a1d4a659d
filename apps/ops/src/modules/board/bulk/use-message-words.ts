import { shallowRef } from 'vue';
import { readMessageWords } from '../../../api/board.ts';
import { ApiProblem } from '../../../api/http.ts';
import type { BulkDeed, BulkLine } from './bulk-preview.ts';

type Words = ReadonlyMap<string, string | null>;

/** What each customer would read, as the hub would write it; null where there is nobody to write to. */
export function useMessageWords(onProblem: (problem: ApiProblem) => void) {
  const words = shallowRef<Words>(new Map());
  let asking: BulkDeed | undefined;

  async function ask(deed: BulkDeed | undefined, lines: readonly BulkLine[]): Promise<void> {
    asking = deed;
    words.value = new Map();
    if (deed?.kind !== 'message') return;
    const { template, text } = deed;
    try {
      const read = await Promise.all(lines.map(async ({ visit }): Promise<readonly [string, string | null]> => [visit.name, template === 'free' ? text : ((await readMessageWords(visit.name, template)).notice?.text ?? null)]));
      if (asking === deed) words.value = new Map(read);
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      if (asking === deed) onProblem(cause);
    }
  }

  return { words, ask };
}
