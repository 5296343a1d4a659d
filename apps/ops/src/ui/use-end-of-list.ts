import { onMounted, onUnmounted, useTemplateRef } from 'vue';

/** Says when the element with `ref="end"` comes near the view. */
export function useEndOfList(reached: () => void) {
  const end = useTemplateRef<HTMLElement>('end');
  let watcher: IntersectionObserver | undefined;
  onMounted(() => {
    watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) reached();
    }, { rootMargin: '600px' });
    if (end.value !== null) watcher.observe(end.value);
  });
  onUnmounted(() => watcher?.disconnect());
  return end;
}
