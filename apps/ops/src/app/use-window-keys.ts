import { onBeforeUnmount, onMounted } from 'vue';

/** Whether a dialog is open: a page's keys are not meant then. */
export const isInDialog = (): boolean => document.querySelector('.q-dialog') !== null;

/** Hears keys wherever the focus is, while the component is there. */
export function useWindowKeys(onKey: (event: KeyboardEvent) => void): void {
  onMounted(() => {
    window.addEventListener('keydown', onKey);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey);
  });
}
