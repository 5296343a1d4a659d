import type { Role } from '@gigafibre/contracts';
import type { SiteRequest, Transport } from '@gigafibre/frappe';
import { addressOf } from './address.ts';
import { answerTo, type Answer } from './answer.ts';
import { requestOf } from './compile.ts';
import type { Intent } from './intent.ts';
import { intentOf } from './parse.ts';
import { policyOf, type DoctypePolicy, type Policy } from './policy.ts';

/** Who asks, with which roles, and what the request line and body say. */
export interface Asked {
  readonly user: string;
  readonly roles: readonly Role[];
  readonly method: string;
  readonly target: string;
  readonly body: unknown;
}

export interface Written {
  readonly user: string;
  readonly doctype: string;
  readonly name: string;
  readonly changes: Readonly<Record<string, unknown>>;
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
    const response = await transport({ ...request, actor: asked.user });
    const answer = answerTo(intent, response, policy);
    if (intent.kind === 'update' && answer.status === 200) await onWritten?.({ user: asked.user, doctype: intent.doctype, name: intent.name, changes: intent.changes });
    return answer;
  };
}
