import { readFile } from 'node:fs/promises';
import type { Clock } from '@gigafibre/kernel';
import type { Config } from './config.ts';
import { POLICY_SETTINGS } from './modules/outbound/index.ts';
import type { Leave, PolicySettings } from './modules/outbound/index.ts';
import { LiveGrant } from './vendors/messaging/live-grant.ts';
import { createMailjet } from './vendors/messaging/mailjet.ts';
import type { MessageVendor } from './vendors/messaging/messaging.port.ts';
import { createTwilio } from './vendors/messaging/twilio.ts';

/** How far out of the house messages may go. */
export interface Door {
  readonly leave: Leave;
  readonly settings: PolicySettings;
  /** None in the sandbox: there is nobody who could send. */
  readonly vendors: readonly MessageVendor[];
}

/** A file that is missing or unreadable is no grant: the sandbox, not a refusal to start. */
const textOf = (file: string | undefined): Promise<string> => (file === undefined ? Promise.resolve('') : readFile(file, 'utf8').catch(() => ''));

/** Opens the door as far as the configuration and a signed grant allow, and no wider. */
export async function openDoor({ outbound, publicOrigin }: Pick<Config, 'outbound' | 'publicOrigin'>, clock: Clock): Promise<Door> {
  const { mode, environment, twilio, mailjet } = outbound;
  const [grantText, publicKey] = await Promise.all([textOf(outbound.grantFile), textOf(outbound.grantKeyFile)]);
  const accounts = { sms: twilio?.accountSid ?? '', email: mailjet?.key ?? '' };
  const grant = await LiveGrant.claim({ mode, environment, grant: grantText, publicKey, accounts }, clock().epochMilliseconds / 1000);
  const leave = { grant, allowed: outbound.allowed };
  const settings = { ...POLICY_SETTINGS, ownHosts: outbound.linkHosts };
  if (!(grant instanceof LiveGrant)) return { leave, settings, vendors: [] };
  const sms = twilio && createTwilio(grant, { ...twilio, statusCallback: `${publicOrigin}/v1/hooks/twilio/status` });
  const email = mailjet && createMailjet(grant, { ...mailjet, from: { email: mailjet.sender, name: 'Gigafibre' } });
  return { leave, settings, vendors: [sms, email].filter((vendor) => vendor !== undefined) };
}
