export { default as MapButton } from './components/MapButton.vue';
export { default as MapDock } from './components/MapDock.vue';
export { useDock } from './use-dock.ts';
export type { DockState } from './use-dock.ts';
