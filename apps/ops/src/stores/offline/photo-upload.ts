import { LARGEST_PIECE } from '@gigafibre/contracts';
import type { Reply } from './queue-ports.ts';

/** The ways a photo goes to the hub. */
export interface UploadWire {
  readonly whole: (sha256: string, bytes: ArrayBuffer) => Promise<Reply>;
  /** Asks how far it has come. */
  readonly state: (sha256: string) => Promise<Reply>;
  readonly piece: (sha256: string, piece: { readonly offset: number; readonly length: number; readonly bytes: ArrayBuffer }) => Promise<Reply>;
}

/** A hub that names another place to go on from so often in a row is not making sense. */
const MOST_CORRECTIONS = 4;

type Said = { readonly sha256?: unknown; readonly offset?: unknown; readonly blob?: unknown; readonly code?: unknown; readonly facts?: { readonly offset?: unknown } };
const said = (reply: Reply): Said => (reply.kind === 'answer' && typeof reply.body === 'object' && reply.body !== null ? reply.body : {});
const isOk = (reply: Reply): boolean => reply.kind === 'answer' && reply.status >= 200 && reply.status < 300 && /json/i.test(reply.contentType);

/** Where to go on from, when the reply is the hub's and says so; `undefined` when it says something else. */
function goOnFrom(reply: Reply, sha256: string): { readonly offset: number; readonly isCorrection: boolean } | undefined {
  const { sha256: name, offset, code, facts } = said(reply);
  if (isOk(reply) && name === sha256 && typeof offset === 'number') return { offset, isCorrection: false };
  if (code === 'upload_offset' && typeof facts?.offset === 'number') return { offset: facts.offset, isCorrection: true };
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
  for (let corrections = 0; corrections <= MOST_CORRECTIONS && !isWhole(reply, sha256); ) {
    const next = goOnFrom(reply, sha256);
    if (next === undefined) return reply;
    corrections = next.isCorrection ? corrections + 1 : 0;
    const piece = bytes.slice(next.offset, next.offset + LARGEST_PIECE);
    reply = await wire.piece(sha256, { offset: next.offset, length: bytes.byteLength, bytes: piece });
  }
  return reply;
}
