import { join, resolve } from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import Value from 'typebox/value';
import { IDENTITY_VARIABLES, identityOf } from './config-identity.ts';
import type { IdentityConfig } from './config-identity.ts';
import { ConfigRefusal } from './config-refusal.ts';

export { ConfigRefusal } from './config-refusal.ts';
import { isGuessable } from './guessable.ts';

const Origin = Type.String({ pattern: '^https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?$', description: 'an origin such as https://fsm.example.ca, without a path' });

/** Every variable the hub reads. Nothing else of the environment is looked at. */
const Environment = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(['development', 'production', 'test'], { description: 'development, production or test' })),
  PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535, description: 'a port number from 0 to 65535' })),
  HOST: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9.:-]+$', description: 'a host name or address to listen on' })),
  DATA_DIR: Type.Optional(Type.String({ minLength: 1, description: 'a folder' })),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(?:ql)?://', description: 'a URL that begins with postgres://' })),
  FRAPPE_URL: Type.Optional(Origin),
  FRAPPE_API_KEY: Type.Optional(Type.String({ minLength: 8, description: 'the API key of an ERP user, 8 characters or more' })),
  FRAPPE_API_SECRET: Type.Optional(Type.String({ minLength: 8, description: 'the API secret of an ERP user, 8 characters or more' })),
  PUBLIC_ORIGIN: Type.Optional(Origin),
  TRUST_PROXY: Type.Optional(Type.String({ pattern: '^[0-9A-Fa-f.:/, ]+$', description: 'addresses or networks of the proxies in front, separated by commas' })),
  LOG_LEVEL: Type.Optional(Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { description: 'fatal, error, warn, info, debug, trace or silent' })),
  TRACCAR_URL: Type.Optional(Origin),
  TRACCAR_TOKEN: Type.Optional(Type.String({ minLength: 8, description: 'a token of a Traccar user, 8 characters or more' })),
  PHONE_POSITIONS: Type.Optional(Type.Enum(['on', 'off'], { description: 'on or off' })),
  POSITIONS_DISPATCH_HOURS: Type.Optional(Type.Integer({ minimum: 1, maximum: 168, description: 'a number of hours from 1 to 168' })),
  POSITIONS_REPLAY_DAYS: Type.Optional(Type.Integer({ minimum: 0, maximum: 365, description: 'a number of days from 0 to 365' })),
  MAP_STYLE_URL: Type.Optional(Type.String({ pattern: '^https?://[^\\s]+$', description: 'the URL of a MapLibre style' })),
  MAP_ORIGINS: Type.Optional(Type.String({ pattern: '^https?://[A-Za-z0-9.:/, -]+$', description: 'the origins the style takes tiles, glyphs and sprites from, separated by commas' })),
  MAPBOX_TOKEN: Type.Optional(Type.String({ pattern: '^pk[.][A-Za-z0-9._-]+$', description: 'a public token of Mapbox, which begins with pk.' })),
  DISPATCH_PHONE: Type.Optional(Type.String({ pattern: '^[+][1-9][0-9]{7,14}$', description: 'a phone number such as +14505550100' })),
  // any text: what is not understood is the sandbox, never a refusal to start and never a message sent
  OUTBOUND: Type.Optional(Type.String()),
  DEPLOY_ENV: Type.Optional(Type.String()),
  OUTBOUND_GRANT_FILE: Type.Optional(Type.String({ description: 'the file of a signed grant' })),
  OUTBOUND_GRANT_KEY_FILE: Type.Optional(Type.String({ description: 'the file of the public key (PEM) that grants are signed with' })),
  OUTBOUND_ALLOW: Type.Optional(Type.String({ description: 'numbers in E.164, addresses and domains such as @example.ca, separated by commas' })),
  OUTBOUND_LINK_HOSTS: Type.Optional(Type.String({ description: 'hosts that links in messages may lead to, separated by commas' })),
  TWILIO_ACCOUNT_SID: Type.Optional(Type.String({ pattern: '^AC[0-9a-fA-F]{32}$', description: 'an account SID that begins with AC' })),
  TWILIO_AUTH_TOKEN: Type.Optional(Type.String({ minLength: 16, description: 'the account’s auth token' })),
  TWILIO_AUTH_TOKEN_SECONDARY: Type.Optional(Type.String({ minLength: 16, description: 'the second auth token, while they are exchanged' })),
  TWILIO_SENDER: Type.Optional(Type.String({ pattern: '^(?:[+][1-9][0-9]{7,14}|MG[0-9a-fA-F]{32})$', description: 'a number in E.164, or the SID of a messaging service' })),
  MAILJET_KEY: Type.Optional(Type.String({ minLength: 8, description: 'the public API key' })),
  MAILJET_SECRET: Type.Optional(Type.String({ minLength: 8, description: 'the private API key' })),
  MAILJET_SENDER: Type.Optional(Type.String({ pattern: '^[^@ ]+@[^@ ]+$', description: 'an e-mail address' })),
  MAILJET_HOOK_SECRET: Type.Optional(Type.String({ minLength: 24, pattern: '^[A-Za-z0-9_-]+$', description: 'a random text of 24 letters or more, part of the address that Mailjet calls' })),
  MAILJET_HOOK_SECRET_SECONDARY: Type.Optional(Type.String({ minLength: 24, pattern: '^[A-Za-z0-9_-]+$', description: 'a random text of 24 letters or more, part of the address that Mailjet calls' })),
  GEMINI_API_KEY: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_.-]{20,200}$', description: 'the API key of Google Gemini, 20 characters or more' })),
  GEMINI_API_KEY_FILE: Type.Optional(Type.String({ minLength: 1, description: 'a file that holds the API key of Google Gemini' })),
  GEMINI_MODEL: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{2,60}$', description: 'a model such as gemini-2.5-flash' })),
  GEMINI_BASE_URL: Type.Optional(Origin),
  AUDIT_KEY_FILE: Type.Optional(Type.String({ minLength: 1, description: 'the file of the Ed25519 private key (PEM) that signs the heads of the audit trail' })),
  AUDIT_HEADS_FILE: Type.Optional(Type.String({ minLength: 1, description: 'the file that signed heads are appended to, best on another disk' })),
  OSRM_URL: Type.Optional(Origin),
  VROOM_URL: Type.Optional(Origin),
  PLANNING_THREADS: Type.Optional(Type.Integer({ minimum: 1, maximum: 32, description: 'a number of threads from 1 to 32' })),
  ...IDENTITY_VARIABLES,
  DEMO: Type.Optional(Type.Enum(['demo', 'full', 'none'], { description: 'demo, full or none' })),
});
type Environment = Static<typeof Environment>;
type OnlyIfGiven = Exclude<keyof Environment, keyof typeof DEFAULTS | 'LOG_LEVEL' | 'DEMO'>;
const DEFAULTS = { NODE_ENV: 'development', PORT: 8080, HOST: 'localhost', DATA_DIR: '.data', TRUST_PROXY: '', DISPATCH_PHONE: '', PLANNING_THREADS: 1, PHONE_POSITIONS: 'off', POSITIONS_DISPATCH_HOURS: 24, POSITIONS_REPLAY_DAYS: 30, MAP_ORIGINS: '', GEMINI_MODEL: 'gemini-2.5-flash' } as const;
const BY_MODE = { development: { LOG_LEVEL: 'warn', DEMO: 'demo' }, production: { LOG_LEVEL: 'info', DEMO: 'none' } } as const;
/** Of the range kept for fiction: the demonstration's dispatch desk. */
const FICTIONAL_PHONE = '+14505550100';
const KNOWN = Object.keys(Environment.properties);
/** Families of names that are ours alone: an unknown member is a mistake, not somebody else's variable. */
const OURS = /^(?:FRAPPE|OIDC|GF|TRACCAR|OUTBOUND|AUDIT|TWILIO|MAILJET)_/;

export type DemoSize = 'demo' | 'full' | 'none';

export interface PositionRules {
  /** Technicians' phones are asked to report. */
  readonly asksPhone: boolean;
  /** How long every position is kept, for dispatch. */
  readonly dispatchHours: number;
  /** How long one position of every two minutes is kept, to replay a day and to answer where somebody was. */
  readonly replayDays: number;
}

export interface MapRules {
  readonly source: { readonly kind: 'shapes' } | { readonly kind: 'style'; readonly url: string } | { readonly kind: 'mapbox'; readonly token: string };
  /** Origins besides ours that the map is allowed to reach. */
  readonly origins: readonly string[];
}

export interface Config {
  readonly mode: 'development' | 'production' | 'test';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly database: { readonly kind: 'embedded'; readonly dir: string } | { readonly kind: 'server'; readonly url: string };
  readonly erp: { readonly kind: 'embedded' } | { readonly kind: 'frappe'; readonly origin: string; readonly key: string; readonly secret: string };
  /** Who may read pictures outside this machine. A key in a file is read anew whenever the file changes. */
  readonly vision: { readonly kind: 'embedded' } | { readonly kind: 'gemini'; readonly key: { readonly value: string } | { readonly file: string }; readonly model: string; readonly baseUrl: string | undefined };
  /** Where people reach us; links in messages begin with it. */
  readonly publicOrigin: string;
  readonly isHttps: boolean;
  readonly trustProxy: readonly string[];
  readonly logLevel: string;
  /** Where technicians reach the dispatch desk, in E.164; empty when nobody said. */
  readonly dispatchPhone: string;
  /** Where positions come from: a Traccar server, the demonstration's simulation, or nowhere. */
  readonly gps: { readonly kind: 'traccar'; readonly origin: string; readonly token: string } | { readonly kind: 'simulated' | 'none' };
  readonly positions: PositionRules;
  readonly map: MapRules;
  readonly outbound: OutboundConfig;
  /** The key that signs the audit trail’s heads, and the second place they are written to. */
  readonly audit: { readonly keyFile: string; readonly headsFile: string };
  /** A server that speaks OSRM's table API; drives are estimated when left out. */
  readonly osrmOrigin: string | undefined;
  /** A server that speaks VROOM's API, for plans to begin with; our own engine does without. */
  readonly vroomOrigin: string | undefined;
  /** How many plans are searched at the same time; quick answers have a thread of their own. */
  readonly planningThreads: number;
  /** What an empty ERP is filled with at the first start. */
  readonly demo: DemoSize;
  readonly identity: IdentityConfig;
  /** Sign-in with the ERP's passwords: only where no provider is named, and never in production. */
  readonly hasBuiltInSignIn: boolean;
}

/** What the door out was told; whether anything may leave is decided from it, never assumed. */
export interface OutboundConfig {
  readonly mode: string;
  readonly environment: string;
  readonly grantFile: string | undefined;
  readonly grantKeyFile: string | undefined;
  readonly allowed: readonly string[];
  readonly linkHosts: readonly string[];
  readonly twilio: { readonly accountSid: string; readonly authToken: string; readonly secondToken: string; readonly sender: string } | undefined;
  readonly mailjet: { readonly key: string; readonly secret: string; readonly sender: string } | undefined;
  readonly mailjetHookSecret: string;
  /** The other one, while they are exchanged. */
  readonly mailjetHookSecondSecret: string;
}

/**
 * Reads the configuration. With no variable set, the whole system runs on this machine alone.
 * @throws {ConfigRefusal}
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env, args: readonly string[] = []): Config {
  refuseMisspelt(environment);
  const given = { ...pick(environment), ...readArguments(args) };
  const read: unknown = Value.Convert(Environment, given);
  if (!Value.Check(Environment, read)) throw refusalOf(read);
  if (read.NODE_ENV === 'production') refuseGuessable(read);
  const set: Required<Omit<Environment, OnlyIfGiven>> & Environment = { ...DEFAULTS, ...BY_MODE[read.NODE_ENV === 'production' ? 'production' : 'development'], ...read };
  const dataDir = resolve(set.DATA_DIR);
  const publicOrigin = set.PUBLIC_ORIGIN ?? `http://localhost:${set.PORT}`;
  const trustProxy = listOf(set.TRUST_PROXY);
  const identity = identityOf(set, { isProduction: set.NODE_ENV === 'production', publicOrigin, dataDir, trustProxy });
  return Object.freeze({
    mode: set.NODE_ENV,
    port: set.PORT,
    host: set.HOST,
    dataDir,
    database: set.DATABASE_URL === undefined ? { kind: 'embedded', dir: join(dataDir, 'postgres') } : { kind: 'server', url: set.DATABASE_URL },
    erp: erpOf(set),
    vision: visionOf(set),
    publicOrigin,
    isHttps: publicOrigin.startsWith('https:'),
    trustProxy,
    logLevel: set.LOG_LEVEL,
    dispatchPhone: set.DISPATCH_PHONE || (set.DEMO === 'none' ? '' : FICTIONAL_PHONE),
    gps: gpsOf(set),
    positions: { asksPhone: set.PHONE_POSITIONS === 'on', dispatchHours: set.POSITIONS_DISPATCH_HOURS, replayDays: set.POSITIONS_REPLAY_DAYS },
    map: mapOf(set),
    outbound: outboundOf(set, publicOrigin),
    audit: { keyFile: resolve(set.AUDIT_KEY_FILE ?? join(dataDir, 'audit', 'signing-key.pem')), headsFile: resolve(set.AUDIT_HEADS_FILE ?? join(dataDir, 'audit', 'heads.jws')) },
    osrmOrigin: set.OSRM_URL,
    vroomOrigin: set.VROOM_URL,
    planningThreads: set.PLANNING_THREADS,
    demo: set.DEMO,
    identity,
    hasBuiltInSignIn: identity.hasPasswords,
  } satisfies Config);
}

const SECRETS = ['FRAPPE_API_SECRET', 'TRACCAR_TOKEN', 'TWILIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKEN_SECONDARY', 'MAILJET_SECRET', 'MAILJET_HOOK_SECRET', 'GEMINI_API_KEY'] as const;

/** In production nothing stands on a secret that anybody would try first. */
function refuseGuessable(set: Environment): void {
  const name = SECRETS.find((each) => set[each] !== undefined && isGuessable(set[each]));
  if (name !== undefined) throw new ConfigRefusal(`${name} is a secret that can be guessed: use the one that the vendor made, or 32 random letters.`);
}

const pick = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(KNOWN.map((name) => [name, environment[name] ?? ''] as const).filter(([, value]) => value !== ''));

function readArguments(args: readonly string[]): Partial<Record<keyof Environment, string>> {
  const [option, value, ...rest] = args;
  if (option === undefined) return {};
  const name = ({ '--data': 'DEMO', '--port': 'PORT' } as const)[option];
  if (name === undefined || value === undefined) throw new ConfigRefusal(`The argument ${option} is not understood: say --data demo, --data full, --data none or --port NUMBER.`);
  return { [name]: value, ...readArguments(rest) };
}

function refusalOf(read: unknown): ConfigRefusal {
  const path = Value.Errors(Environment, read)[0]?.instancePath ?? '';
  const name = path.split('/')[1] ?? '';
  const { description = 'another value' } = Environment.properties[name as keyof Environment] as { description?: string };
  return new ConfigRefusal(`${name} has a value that is not understood: give it ${description}, or leave it out.`);
}

function erpOf({ FRAPPE_URL: origin, FRAPPE_API_KEY: key, FRAPPE_API_SECRET: secret }: Environment): Config['erp'] {
  if (origin !== undefined && key !== undefined && secret !== undefined) return { kind: 'frappe', origin, key, secret };
  if (origin === undefined && key === undefined && secret === undefined) return { kind: 'embedded' };
  const missing = Object.entries({ FRAPPE_URL: origin, FRAPPE_API_KEY: key, FRAPPE_API_SECRET: secret }).filter(([, value]) => value === undefined).map(([name]) => name);
  throw new ConfigRefusal(`The ERP is half configured: set ${missing.join(' and ')} too, or none of the FRAPPE_ variables to use the embedded one.`);
}

function gpsOf({ TRACCAR_URL: origin, TRACCAR_TOKEN: token, DEMO: demo }: Environment): Config['gps'] {
  if (origin !== undefined && token !== undefined) return { kind: 'traccar', origin, token };
  if (origin === undefined && token === undefined) return { kind: demo === 'none' ? 'none' : 'simulated' };
  throw new ConfigRefusal(`The GPS server is half configured: set ${origin === undefined ? 'TRACCAR_URL' : 'TRACCAR_TOKEN'} too, or neither.`);
}

function mapOf({ MAP_STYLE_URL: url, MAP_ORIGINS: origins = '', MAPBOX_TOKEN: token }: Environment): MapRules {
  if (url !== undefined) return { source: { kind: 'style', url }, origins: [new URL(url).origin, ...listOf(origins)] };
  if (token !== undefined) return { source: { kind: 'mapbox', token }, origins: ['https://api.mapbox.com'] };
  return { source: { kind: 'shapes' }, origins: [] };
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');

function outboundOf(set: Environment, publicOrigin: string): OutboundConfig {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_SENDER: sender } = set;
  const { MAILJET_KEY: key, MAILJET_SECRET: secret, MAILJET_SENDER: from } = set;
  return {
    mode: set.OUTBOUND ?? '',
    environment: set.DEPLOY_ENV ?? '',
    grantFile: set.OUTBOUND_GRANT_FILE,
    grantKeyFile: set.OUTBOUND_GRANT_KEY_FILE,
    allowed: listOf(set.OUTBOUND_ALLOW),
    linkHosts: [new URL(publicOrigin).host, ...listOf(set.OUTBOUND_LINK_HOSTS)],
    twilio: accountSid === undefined || authToken === undefined || sender === undefined ? undefined : { accountSid, authToken, secondToken: set.TWILIO_AUTH_TOKEN_SECONDARY ?? '', sender },
    mailjet: key === undefined || secret === undefined || from === undefined ? undefined : { key, secret, sender: from },
    mailjetHookSecret: set.MAILJET_HOOK_SECRET ?? '',
    mailjetHookSecondSecret: set.MAILJET_HOOK_SECRET_SECONDARY ?? '',
  };
}

function visionOf({ GEMINI_API_KEY: value, GEMINI_API_KEY_FILE: file, GEMINI_MODEL: model, GEMINI_BASE_URL: baseUrl }: Environment & { GEMINI_MODEL: string }): Config['vision'] {
  if (value !== undefined && file !== undefined) throw new ConfigRefusal('GEMINI_API_KEY and GEMINI_API_KEY_FILE are both set: keep one of them.');
  if (value === undefined && file === undefined) return { kind: 'embedded' };
  return { kind: 'gemini', key: value === undefined ? { file: file ?? '' } : { value }, model, baseUrl };
}

function refuseMisspelt(environment: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(environment)) {
    if (KNOWN.includes(name)) continue;
    const meant = KNOWN.find((known) => known.length >= 8 && isOneSlipApart(known, name));
    if (meant !== undefined) throw new ConfigRefusal(`${name} is not a variable of ours: did you mean ${meant}?`);
    if (OURS.test(name)) throw new ConfigRefusal(`${name} is not a variable of ours: remove it, or use one of ${KNOWN.join(', ')}.`);
  }
}

/** One letter missing, added, changed, or two neighbours exchanged. */
function isOneSlipApart(known: string, given: string): boolean {
  if (Math.abs(known.length - given.length) > 1) return false;
  let start = 0;
  while (start < known.length && known[start] === given[start]) start += 1;
  const [a, b] = [known.slice(start), given.slice(start)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}
