import twilio from 'twilio';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/** A form as it came: a name that came twice has both its values. */
export type HookForm = Readonly<Record<string, string | readonly string[]>>;

/** Whether a callback was signed by Twilio with one of the live tokens; two while they are exchanged. @param url as Twilio was told it, never as a proxy tells it. */
export const isFromTwilio = (tokens: readonly string[], signature: string, url: string, form: HookForm): boolean =>
  tokens.some((token) => token !== '' && twilio.validateRequest(token, signature, url, { ...form }));

/** The signature that Twilio would put on a callback: the sandbox signs its own with it. */
export const signLikeTwilio = (token: string, url: string, form: HookForm): string => getExpectedTwilioSignature(token, url, { ...form });
