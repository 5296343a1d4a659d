import { Type, type TProperties } from 'typebox';
import { Name, nullable } from './primitives.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });

/** A number as conversations are named by: E.164. */
export const PhoneKey = Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'Number in E.164' });
/** What a person types to a customer. */
export const SmsText = Type.String({ minLength: 1, maxLength: 480, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]+$' });

const ofConversation = { number: PhoneKey };

/** What people do with a customer’s conversation. */
export const MESSAGES_COMMANDS = {
  'conversation.reply': closed({ ...ofConversation, text: SmsText }),
  /** Whose it is from now on; null for anybody’s. */
  'conversation.assign': closed({ ...ofConversation, assignee: nullable(Name) }),
  /** The ticket or the job it is about; null for neither. */
  'conversation.link': closed({ ...ofConversation, ticket: nullable(Name), job: nullable(Name) }),
  /** Whose number it is; null to let it be found by the number again. */
  'conversation.attach': closed({ ...ofConversation, customer: nullable(Name) }),
  /** Nothing is to be answered. */
  'conversation.settle': closed(ofConversation),
} as const;

const OFFICE = ['agent', 'dispatcher', 'admin'] as const;

export const MESSAGES_COMMAND_ROLES = {
  'conversation.reply': OFFICE,
  'conversation.assign': OFFICE,
  'conversation.link': OFFICE,
  'conversation.attach': OFFICE,
  'conversation.settle': OFFICE,
} as const satisfies Record<keyof typeof MESSAGES_COMMANDS, readonly string[]>;
