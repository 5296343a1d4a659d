export { outboundRoutes } from './outbound.routes.ts';
export { createOutbox } from './outbox.ts';
export type { MessageIntent, Outbox } from './outbox.ts';
export { inGsmLetters, SMS_TEMPLATES } from './templates.ts';
export { tellCustomer, visitMessageText } from './visit-messages.ts';
export type { VisitMessage, VisitMessageTemplate } from './visit-messages.ts';
