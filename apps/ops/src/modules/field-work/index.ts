import { defineAsyncComponent, type Component } from 'vue';

/** Whoever shows what came back from the field needs these words too. */
export const FIELD_WORK_WORDS = ['field-work'];

/** What the technician and the office say to each other about one visit (F31). */
export const VisitTalk = defineAsyncComponent<Component>(() => import('./components/VisitTalk.vue'));

/** What technicians wrote and nobody has read, for the board's header. */
export const TalkInbox = defineAsyncComponent<Component>(() => import('./components/TalkInbox.vue'));

/** How a visit ended: what the customer was shown, his signature, parts and time (F11, F12, F30). */
export const VisitClosingPanel = defineAsyncComponent<Component>(() => import('./components/VisitClosingPanel.vue'));
