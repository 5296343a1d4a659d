import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { countDocuments, listDocuments, type Filter } from '../api/gateway.ts';
import type { Sort } from '../ui/table.ts';
import { useAsk } from './use-ask.ts';

export interface ListPlan {
  doctype: string;
  fields: readonly string[];
  sort: Sort;
  /** What typed text looks for; one filter, so that the list stays quick. */
  textFilter: (text: string) => Filter;
  /** The choices above the list, by the name they have in the address. */
  choices: Readonly<Record<string, (value: string) => Filter>>;
}

interface Page<Row> {
  rows: readonly Row[];
  total: number;
}

const PAGE = 60;
const PAUSE_MS = 200;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function sortFrom(text: string, otherwise: Sort): Sort {
  const key = text.replace(/^-/, '');
  return key === '' ? otherwise : { key, isDescending: text.startsWith('-') };
}

/** The filters of an address: typed text and choices, those left empty left out. */
export function filtersOf(plan: ListPlan, text: string, chosen: Readonly<Record<string, string>>): Filter[] {
  const choices = Object.entries(plan.choices).flatMap(([key, filter]) => (textOf(chosen[key]) === '' ? [] : [filter(chosen[key] ?? '')]));
  return text.trim() === '' ? choices : [...choices, plan.textFilter(text.trim())];
}

/** Rows of a doctype, filtered, sorted and read a page at a time. What is chosen lives in the address, so a link restores it. */
export function useDocumentList<Row extends object>(plan: ListPlan) {
  const route = useRoute();
  const router = useRouter();
  const text = ref(textOf(route.query['q']));
  const chosen: Ref<Record<string, string>> = ref(Object.fromEntries(Object.keys(plan.choices).map((key) => [key, textOf(route.query[key])])));
  const sort = ref(sortFrom(textOf(route.query['sort']), plan.sort));
  const wanted = ref(PAGE);
  const shown = shallowRef<readonly Row[]>([]);

  const filters = computed(() => filtersOf(plan, text.value, chosen.value));
  const orderBy = computed(() => `${sort.value.key} ${sort.value.isDescending ? 'desc' : 'asc'}`);

  const asked = useAsk<Page<Row>>(async (signal) => {
    const start = wanted.value > PAGE ? shown.value.length : 0;
    const query = { fields: plan.fields, filters: filters.value, orderBy: orderBy.value, start, limit: wanted.value - start };
    const [rows, total] = await Promise.all([listDocuments<Row>(plan.doctype, query, signal), countDocuments(plan.doctype, filters.value, signal)]);
    shown.value = start === 0 ? rows : [...shown.value, ...rows];
    return { rows: shown.value, total };
  });

  const total = computed(() => asked.data.value?.total ?? 0);
  const rows = computed(() => asked.data.value?.rows ?? []);
  const isReading = ref(false);
  const hasMore = computed(() => asked.phase.value === 'ready' && !isReading.value && rows.value.length < total.value);

  async function read(): Promise<void> {
    isReading.value = true;
    await asked.reload();
    isReading.value = false;
  }

  async function readMore(): Promise<void> {
    wanted.value = shown.value.length + PAGE;
    await read();
  }

  function sortBy(key: string): void {
    sort.value = { key, isDescending: sort.value.key === key ? !sort.value.isDescending : false };
  }

  let pause: number | undefined;
  watch([text, chosen, sort], () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => {
      wanted.value = PAGE;
      const query = { ...chosen.value, q: text.value, sort: `${sort.value.isDescending ? '-' : ''}${sort.value.key}` };
      void router.replace({ query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')) });
      void read();
    }, PAUSE_MS);
  }, { deep: true });

  void read();
  return { text, chosen, sort, rows, total, hasMore, isReading, phase: asked.phase, problem: asked.problem, readAt: asked.readAt, read, readMore, sortBy };
}
