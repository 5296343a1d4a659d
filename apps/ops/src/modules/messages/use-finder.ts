import { computed, ref, watch } from 'vue';
import { formatPhone } from '@gigafibre/kernel';
import type { SearchHit } from '@gigafibre/contracts';
import { search } from '../../api/office.ts';
import { useAsk } from '../../app/use-ask.ts';

const MOST_SHOWN = 8;

/** Looks for things of some kinds by whatever is known of them. */
export function useFinder(kinds: readonly SearchHit['kind'][]) {
  const text = ref('');
  const found = useAsk((signal) => search(text.value.trim(), signal));
  watch(text, (typed) => {
    if (typed.trim().length > 1) void found.reload();
  });
  const hits = computed(() => (text.value.trim().length > 1 ? (found.data.value?.hits ?? []) : []).filter(({ kind }) => kinds.includes(kind)).slice(0, MOST_SHOWN));
  const rows = computed(() => hits.value.map(({ kind, name, title, subtitle }) => ({ key: `${kind} ${name}`, title, subtitle: subtitle.replaceAll(/\+1\d{10}/g, formatPhone) })));
  return { text, rows, hitOf: (key: string): SearchHit | undefined => hits.value.find(({ kind, name }) => `${kind} ${name}` === key) };
}
