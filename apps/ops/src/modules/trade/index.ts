// What several office modules show of the trade: states, jobs, tickets, equipment, histories.
export { default as ChangeHistory } from './components/ChangeHistory.vue';
export { default as CustomerPanel } from './components/CustomerPanel.vue';
export { default as EquipmentRows } from './components/EquipmentRows.vue';
export { default as JobRows } from './components/JobRows.vue';
export { default as LocationFacts } from './components/LocationFacts.vue';
export { default as StateChip } from './components/StateChip.vue';
export { default as TicketRows } from './components/TicketRows.vue';
export { authorOf, optionsOf, TICKET_STATUSES, TICKET_TYPES } from './choices.ts';
export { wordKey, type StateKind } from './tones.ts';
