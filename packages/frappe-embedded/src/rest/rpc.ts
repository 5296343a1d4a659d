import { invalid, SiteError } from '../errors.ts';
import { notPermitted, type Call, type Rpc } from './call.ts';
import { clientRpcs } from './rpc-client.ts';
import { deskRpcs } from './rpc-desk.ts';
import { fileRpcs } from './rpc-files.ts';
import { searchRpcs } from './rpc-search.ts';
import { sessionRpcs } from './rpc-session.ts';

const framework = new Map<string, Rpc>(Object.entries({ ...sessionRpcs, ...clientRpcs, ...deskRpcs, ...searchRpcs, ...fileRpcs }));

/**
 * The whitelisted function of a dotted path, checked against who asks and with which verb.
 * @throws SiteError 417 for an unknown path, 403 for guests and wrong verbs.
 */
export function rpcOf(name: string, call: Call, methods: Readonly<Record<string, Rpc>> = {}): Rpc {
  const rpc = (Object.hasOwn(methods, name) ? methods[name] : undefined) ?? framework.get(name);
  if (rpc === undefined) throw unknownMethod(name);
  if (rpc.guest !== true && call.ctx.user === 'Guest') throw loginFirst(name);
  if (rpc.verbs !== undefined && !rpc.verbs.includes(call.verb)) throw notPermitted();
  return rpc;
}

function unknownMethod(name: string): SiteError {
  const at = name.lastIndexOf('.');
  const reason = at === -1 ? `module '${name}' not found` : `module '${name.slice(0, at)}' has no attribute '${name.slice(at + 1)}'`;
  return invalid(`Failed to get method for command ${name} with ${reason}`);
}

const loginFirst = (name: string): SiteError =>
  new SiteError('PermissionError', `You are not permitted to access this resource. Login to access<br>Function <strong>${name}</strong> is not whitelisted.`, { title: 'Method Not Allowed' });
