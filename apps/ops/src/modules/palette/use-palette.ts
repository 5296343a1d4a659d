import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { SearchHit } from '@gigafibre/contracts';
import { search } from '../../api/office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useSessionStore } from '../../stores/session.ts';
import { groupHits, matchCommands, placeOf, remember, type PaletteCommand, type PaletteEntry, type PaletteGroup } from './palette-entries.ts';

const PAUSE_MS = 120;
const SHORTEST_QUERY = 2;

function readRecent(key: string): SearchHit[] {
  const kept = localStorage.getItem(key);
  return kept === null ? [] : (JSON.parse(kept) as SearchHit[]);
}

/** What the palette finds, which entry is chosen, and what choosing does. */
export function usePalette(isOpen: Ref<boolean>, commands: Ref<readonly PaletteCommand[]>) {
  const router = useRouter();
  const session = useSessionStore();
  const query = ref('');
  const chosen = ref(0);
  const key = computed(() => `gf.recent.${session.current?.user ?? ''}`);
  const recent = shallowRef<SearchHit[]>([]);
  const { data, phase, problem, reload } = useAsk((signal) => search(query.value.trim(), signal));
  let pause: number | undefined;

  const isSearching = computed(() => query.value.trim().length >= SHORTEST_QUERY);
  const isCurrent = computed(() => data.value?.query === query.value.trim());
  const groups = computed<PaletteGroup[]>(() => {
    const found: PaletteGroup[] = isSearching.value ? groupHits(data.value?.hits ?? []) : [{ id: 'recent', entries: groupHits(recent.value).flatMap((group) => group.entries) }];
    return [...found, { id: 'commands', entries: matchCommands(commands.value, query.value) }].filter((group) => group.entries.length > 0);
  });
  const flat = computed(() => groups.value.flatMap((group) => group.entries));
  const chosenId = computed(() => flat.value[chosen.value]?.id);

  watch(query, () => {
    chosen.value = 0;
    window.clearTimeout(pause);
    if (isSearching.value) pause = window.setTimeout(() => void reload(), PAUSE_MS);
  });
  watch(isOpen, (open) => {
    if (!open) return;
    query.value = '';
    chosen.value = 0;
    recent.value = readRecent(key.value);
  });

  function move(by: number): void {
    const count = flat.value.length;
    if (count > 0) chosen.value = (chosen.value + by + count) % count;
  }

  function open(entry: PaletteEntry | undefined = flat.value[chosen.value]): void {
    if (entry === undefined) return;
    isOpen.value = false;
    if (entry.kind === 'command') return entry.command.act();
    localStorage.setItem(key.value, JSON.stringify(remember(recent.value, entry.hit)));
    const place = placeOf(entry.hit);
    if (place !== undefined) void router.push(place);
  }

  const point = (id: string): void => {
    chosen.value = flat.value.findIndex((entry) => entry.id === id);
  };

  return { query, groups, chosenId, isSearching, isCurrent, phase, problem, reload, move, open, point };
}
