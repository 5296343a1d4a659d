import { hash } from 'node:crypto';
import { canonicalJson } from '@gigafibre/kernel';

/** The two logs that the chain runs over: what people did, and what they read or were refused. */
export const SOURCES = ['event', 'access'] as const;
export type ChainSource = (typeof SOURCES)[number];

/** One row of a log, with everything that makes it what it is. */
export interface ChainedRecord {
  readonly source: ChainSource;
  readonly seq: number;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The chain's entry for one row: its place, and the hash of that row and of everything before it. */
export interface ChainLink {
  readonly position: number;
  readonly source: ChainSource;
  readonly seq: number;
  readonly hash: Buffer;
}

/** Before the first link. */
export const GENESIS = Buffer.alloc(32);

/** h_n = SHA-256(h_{n-1} ‖ canonical JSON of the row). */
export const nextHash = (before: Buffer, { source, seq, content }: ChainedRecord): Buffer => hash('sha256', Buffer.concat([before, Buffer.from(canonicalJson({ source, seq, ...content }))]), 'buffer');

/** Links for rows in the order they are to be chained. */
export function chainOf(after: Pick<ChainLink, 'position' | 'hash'>, records: readonly ChainedRecord[]): ChainLink[] {
  const links: ChainLink[] = [];
  let last = after;
  for (const record of records) {
    const link = { position: last.position + 1, source: record.source, seq: record.seq, hash: nextHash(last.hash, record) };
    links.push(link);
    last = link;
  }
  return links;
}

export type FaultKind =
  /** The row is not what it was when it was chained, or its link was changed. */
  | 'altered'
  /** The row is gone. */
  | 'missing'
  /** The link is gone. */
  | 'unlinked'
  /** A row stands among those that were chained, and never was itself. */
  | 'inserted'
  /** The chain is no longer the one that was signed. */
  | 'rewritten'
  /** The chain was longer when it was signed. */
  | 'cut-short'
  /** A statement in the second place does not bear our signature. */
  | 'forged-head';

/** Where the logs are not what they were. */
export interface ChainFault {
  readonly kind: FaultKind;
  readonly position: number;
  readonly source?: ChainSource;
  readonly seq?: number;
}

/**
 * What is wrong with a stretch of the chain.
 * @param before the link the stretch follows; every link is judged by the hash that stands before it, so one fault hides no other.
 * @param rowOf the row of a link; undefined when it is gone.
 */
export function faultsIn(before: Pick<ChainLink, 'position' | 'hash'>, links: readonly ChainLink[], rowOf: (link: ChainLink) => ChainedRecord | undefined): ChainFault[] {
  const faults: ChainFault[] = [];
  let last = before;
  for (const link of links) {
    for (let position = last.position + 1; position < link.position; position += 1) faults.push({ kind: 'unlinked', position });
    const row = rowOf(link);
    const isNext = link.position === last.position + 1;
    const place = { position: link.position, source: link.source, seq: link.seq };
    if (row === undefined) faults.push({ kind: 'missing', ...place });
    else if (isNext && !nextHash(last.hash, row).equals(link.hash)) faults.push({ kind: 'altered', ...place });
    last = link;
  }
  return faults;
}
