export { outboundRoutes } from './outbound.routes.ts';
export { createOutbox } from './outbox.ts';
export type { MessageIntent, Outbox } from './outbox.ts';
export { inGsmLetters, SMS_TEMPLATES } from './templates.ts';
