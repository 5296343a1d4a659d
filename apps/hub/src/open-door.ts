import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Clock } from '@gigafibre/kernel';
import type { Config } from './config.ts';
import { POLICY_SETTINGS } from './modules/outbound/index.ts';
import type { Leave, PolicySettings, SandboxHand } from './modules/outbound/index.ts';
import { LiveGrant } from './vendors/messaging/live-grant.ts';
import { createMailjet } from './vendors/messaging/mailjet.ts';
import type { MessageVendor } from './vendors/messaging/messaging.port.ts';
import { createTwilio } from './vendors/messaging/twilio.ts';
import { isFromTwilio, signLikeTwilio, type HookForm } from './vendors/messaging/twilio-signature.ts';

/** How far out of the house messages may go. */
export interface Door {
  readonly leave: Leave;
  readonly settings: PolicySettings;
  /** None in the sandbox: there is nobody who could send. */
  readonly vendors: readonly MessageVendor[];
  /** Whether Twilio, or the sandbox in its place, signed a callback to one of our own paths. */
  readonly isFromTwilio: (signature: string, path: string, form: HookForm) => boolean;
  readonly mailjetAuthorizations: readonly string[];
  /** Plays the vendors; none where messages may leave. */
  readonly hand: SandboxHand | undefined;
}

type DoorConfig = Pick<Config, 'outbound' | 'publicOrigin'>;

/** A file that is missing or unreadable is no grant: the sandbox, not a refusal to start. */
const textOf = (file: string | undefined): Promise<string> => (file === undefined ? Promise.resolve('') : readFile(file, 'utf8').catch(() => ''));

const basic = (secret: string): string => (secret === '' ? '' : `Basic ${Buffer.from(`mailjet:${secret}`).toString('base64')}`);

function proofsOf({ outbound, publicOrigin }: DoorConfig, isOpen: boolean): Pick<Door, 'isFromTwilio' | 'mailjetAuthorizations' | 'hand'> {
  // where nothing leaves, the sandbox is the one vendor: it signs with a secret that nobody else can know
  const own = isOpen ? '' : randomBytes(32).toString('hex');
  const tokens = [outbound.twilio?.authToken ?? '', outbound.twilio?.secondToken ?? '', own];
  const mailjetAuthorizations = [basic(outbound.mailjetHookSecret), basic(outbound.mailjetHookSecondSecret), basic(own)].filter((each) => each !== '');
  return {
    isFromTwilio: (signature, path, form) => isFromTwilio(tokens, signature, publicOrigin + path, form),
    mailjetAuthorizations,
    hand: isOpen ? undefined : { signTwilio: (path, form) => signLikeTwilio(own, publicOrigin + path, form), mailjetAuthorization: basic(own) },
  };
}

function vendorsOf(grant: LiveGrant, { outbound: { twilio, mailjet }, publicOrigin }: DoorConfig): MessageVendor[] {
  const sms = twilio && createTwilio(grant, { ...twilio, statusCallback: `${publicOrigin}/v1/hooks/twilio/status` });
  const email = mailjet && createMailjet(grant, { ...mailjet, from: { email: mailjet.sender, name: 'Gigafibre' } });
  return [sms, email].filter((vendor) => vendor !== undefined);
}

/** Opens the door as far as the configuration and a signed grant allow, and no wider. */
export async function openDoor(config: DoorConfig, clock: Clock): Promise<Door> {
  const { mode, environment, twilio, mailjet, grantFile, grantKeyFile, allowed, linkHosts } = config.outbound;
  const [grantText, publicKey] = await Promise.all([textOf(grantFile), textOf(grantKeyFile)]);
  const accounts = { sms: twilio?.accountSid ?? '', email: mailjet?.key ?? '' };
  const grant = await LiveGrant.claim({ mode, environment, grant: grantText, publicKey, accounts }, clock().epochMilliseconds / 1000);
  return { leave: { grant, allowed }, settings: { ...POLICY_SETTINGS, ownHosts: linkHosts }, vendors: grant instanceof LiveGrant ? vendorsOf(grant, config) : [], ...proofsOf(config, grant instanceof LiveGrant) };
}
