import { defineAsyncComponent, type Component } from 'vue';

export type { PaletteCommand } from './palette-entries.ts';

export const PaletteDialog = defineAsyncComponent<Component>(() => import('./components/PaletteDialog.vue'));
