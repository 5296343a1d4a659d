import { LARGEST_PIECE } from '@gigafibre/contracts';
import type { Reply } from './queue-ports.ts';

/** The ways a photo goes to the hub. */
export interface UploadWire {
  readonly whole: (sha256: string, bytes: ArrayBuffer) => Promise<Reply>;
  /** Asks how far it has come. */
  readonly state: (sha256: string) => Promise<Reply>;
  readonly piece: (sha256: string, piece: { readonly offset: number; readonly length: number; readonly bytes: ArrayBuffer }) => Promise<Reply>;
}

/** A hub with which a photo gets no further so often in a row is not making sense. */
const MOST_IDLE = 4;

type Said = { readonly sha256?: unknown; readonly offset?: unknown; readonly blob?: unknown; readonly code?: unknown; readonly facts?: { readonly offset?: unknown } };
const said = (reply: Reply): Said => (reply.kind === 'answer' && typeof reply.body === 'object' && reply.body !== null ? reply.body : {});
const isOk = (reply: Reply): boolean => reply.kind === 'answer' && reply.status >= 200 && reply.status < 300 && /json/i.test(reply.contentType);

/** Where to go on from, when the reply is the hub's and says so; `undefined` when it says something else. */
function goOnFrom(reply: Reply, sha256: string): number | undefined {
  const { sha256: name, offset, code, facts } = said(reply);
  if (isOk(reply) && name === sha256 && typeof offset === 'number') return offset;
  if (code === 'upload_offset' && typeof facts?.offset === 'number') return facts.offset;
  return undefined;
}
/** The hub has the whole, and has checked it. */
const isWhole = (reply: Reply, sha256: string): boolean => isOk(reply) && said(reply).sha256 === sha256 && typeof said(reply).blob === 'object' && said(reply).blob !== null;

/**
 * Sends a photo in pieces, from where the hub says that the last attempt ended.
 * @returns the reply that settles it: the hub's receipt, or whatever stood in the way. What has arrived by then stays there.
 */
export async function uploadPhoto(wire: UploadWire, sha256: string, bytes: ArrayBuffer): Promise<Reply> {
  if (bytes.byteLength <= LARGEST_PIECE) return wire.whole(sha256, bytes);
  let reply = await wire.state(sha256);
  // A hub of before there were pieces.
  if (reply.kind === 'answer' && reply.status === 404) return wire.whole(sha256, bytes);
  let reached = -1;
  for (let idle = 0; idle <= MOST_IDLE && !isWhole(reply, sha256); ) {
    const next = goOnFrom(reply, sha256);
    if (next === undefined) return reply;
    idle = next > reached ? 0 : idle + 1;
    reached = Math.max(reached, next);
    const piece = bytes.slice(next, next + LARGEST_PIECE);
    reply = await wire.piece(sha256, { offset: next, length: bytes.byteLength, bytes: piece });
  }
  return reply;
}
