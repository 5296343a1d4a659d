import { computed, ref, type Ref } from 'vue';
import { useSessionStore } from '../stores/session.ts';
import type { Column } from '../ui/table.ts';

/** Which columns of a list a person wants, kept on this device for that person. The first one always stays. */
export function useColumns<Row>(list: string, all: Readonly<Ref<readonly Column<Row>[]>>, hiddenAtFirst: readonly string[] = []) {
  const session = useSessionStore();
  const key = `gf.columns.${session.current?.user ?? ''}.${list}`;
  const kept = localStorage.getItem(key);
  const hidden = ref<readonly string[]>(kept === null ? hiddenAtFirst : (JSON.parse(kept) as string[]));

  const columns = computed(() => all.value.filter((column, at) => at === 0 || !hidden.value.includes(column.key)));
  const choices = computed(() => all.value.slice(1).map((column) => ({ key: column.key, label: column.label, isShown: !hidden.value.includes(column.key) })));

  function toggle(column: string): void {
    hidden.value = hidden.value.includes(column) ? hidden.value.filter((each) => each !== column) : [...hidden.value, column];
    localStorage.setItem(key, JSON.stringify(hidden.value));
  }

  return { columns, choices, toggle };
}
