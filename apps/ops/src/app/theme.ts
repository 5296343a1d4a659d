import { ref } from 'vue';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = 'gf.theme';
const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);
const kept = localStorage.getItem(KEPT);

/** What the person chose; `system` follows the machine. */
export const theme = ref<Theme>(isTheme(kept) ? kept : 'system');

export function applyTheme(choice: Theme = theme.value): void {
  theme.value = choice;
  localStorage.setItem(KEPT, choice);
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
}
