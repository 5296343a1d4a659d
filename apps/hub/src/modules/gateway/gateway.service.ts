import type { Actor, Role } from '@gigafibre/contracts';
import type { SiteRequest, SiteResponse, Transport } from '@gigafibre/frappe';
import { addressOf } from './address.ts';
import { answerTo, type Answer } from './answer.ts';
import { requestOf } from './compile.ts';
import type { Intent } from './intent.ts';
import { intentOf } from './parse.ts';
import { policyOf, type DoctypePolicy, type Policy } from './policy.ts';

/** Who asks, with which roles, and what the request line and body say. */
export interface Asked {
  readonly actor: Actor;
  readonly roles: readonly Role[];
  readonly method: string;
  readonly target: string;
  readonly body: unknown;
}

/** A change that the ERP took, with what was there before. */
export interface Written {
  readonly actor: Actor;
  readonly doctype: string;
  readonly name: string;
  readonly customer: string | null;
  /** The document's stamp after the change. */
  readonly modified: string;
  readonly edits: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

interface Compiled {
  readonly intent: Intent;
  readonly request: SiteRequest;
  readonly policy: DoctypePolicy;
}

const KEPT_READS = 500;

/** A query compiler in front of the ERP: parse, understand, rebuild; never forward. */
export function createGateway(transport: Transport, onWritten?: (written: Written) => Promise<void>): (asked: Asked) => Promise<Answer> {
  const policies = new Map<string, Policy>();
  const reads = new Map<string, Compiled>();

  const policyFor = (roles: readonly Role[], key: string): Policy => {
    const policy = policies.get(key) ?? policyOf(roles);
    policies.set(key, policy);
    return policy;
  };
  const compile = (asked: Asked, key: string): Compiled => {
    const policies = policyFor(asked.roles, key);
    const intent = intentOf(asked.method, addressOf(asked.target), asked.body, policies);
    const policy = policies.get(intent.doctype);
    if (policy === undefined) throw new TypeError(`An intent for ${intent.doctype}, which the policy does not name`);
    return { intent, request: requestOf(intent), policy };
  };
  /** The same line from the same roles always compiles to the same request: the office asks the same few all day. */
  const compiled = (asked: Asked): Compiled => {
    const key = [...asked.roles].sort().join(' ');
    if (asked.method !== 'GET') return compile(asked, key);
    const line = `${key}\n${asked.target}`;
    const known = reads.get(line) ?? compile(asked, key);
    reads.delete(line);
    reads.set(line, known);
    const oldest = reads.size > KEPT_READS ? reads.keys().next().value : undefined;
    if (oldest !== undefined) reads.delete(oldest);
    return known;
  };

  return async (asked) => {
    const { intent, request, policy } = compiled(asked);
    const actor = asked.actor.user;
    const before = intent.kind === 'update' && onWritten !== undefined ? await transport({ ...requestOf({ kind: 'read', doctype: intent.doctype, name: intent.name }), actor }) : undefined;
    const response = await transport({ ...request, actor });
    if (intent.kind === 'update' && before?.status === 200 && response.status === 200) await onWritten?.({ actor: asked.actor, ...changeOf(intent, before, response) });
    return answerTo(intent, response, policy);
  };
}

const docOf = ({ body }: SiteResponse): Readonly<Record<string, unknown>> => (JSON.parse(new TextDecoder().decode(body)) as { data: Record<string, unknown> }).data;

/** The ERP takes a change only on the version it was based on, so what was read just before is what was there. */
function changeOf({ doctype, name, changes }: Intent & { kind: 'update' }, before: SiteResponse, after: SiteResponse): Omit<Written, 'actor'> {
  const [was, is] = [docOf(before), docOf(after)];
  const customer = doctype === 'Customer' ? name : is['customer'];
  const edits = Object.keys(changes).map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null })).filter((edit) => edit.before !== edit.after);
  return { doctype, name, customer: typeof customer === 'string' ? customer : null, modified: String(is['modified']), edits };
}
