import { computed, ref } from 'vue';

const owners = ref<ReadonlySet<symbol>>(new Set());

/** Is somebody in the middle of typing something that a reload would lose? */
export const hasUnsaved = computed(() => owners.value.size > 0);

/** Marks work as unsaved until the returned function is called. */
export function holdUnsaved(): () => void {
  const owner = Symbol('unsaved');
  owners.value = new Set([...owners.value, owner]);
  return () => {
    owners.value = new Set([...owners.value].filter((each) => each !== owner));
  };
}
