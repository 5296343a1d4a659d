import { faultsIn, GENESIS, SOURCES, type ChainFault, type ChainedRecord, type ChainLink } from './chain.ts';
import type { ChainBook } from './audit.tables.ts';
import type { HeadStatement } from './heads.ts';

/** What was found on the way from one link to another. */
export interface VerifiedStretch {
  /** The last link looked at. */
  readonly reached: number;
  readonly isEnd: boolean;
  readonly faults: readonly ChainFault[];
}

const STRETCH = 2000;

/** Looks at the links after a position, so many at a time. */
export async function verifyStretch(book: ChainBook, after: number, limit = STRETCH): Promise<VerifiedStretch> {
  const before = after === 0 ? { position: 0, hash: GENESIS } : ((await book.link(after)) ?? { position: after, hash: GENESIS });
  const links = await book.links(after, limit);
  const rowOf = await rowsBehind(book, links);
  return { reached: links.at(-1)?.position ?? after, isEnd: links.length < limit, faults: faultsIn(before, links, rowOf) };
}

async function rowsBehind(book: ChainBook, links: readonly ChainLink[]): Promise<(link: ChainLink) => ChainedRecord | undefined> {
  const read = await Promise.all(SOURCES.map((source) => book.rows(source, links.filter((link) => link.source === source).map(({ seq }) => seq))));
  const rows = new Map(read.flat().map((row) => [`${row.source} ${String(row.seq)}`, row]));
  return ({ source, seq }) => rows.get(`${source} ${String(seq)}`);
}

/** What no stretch can see: rows without a link, and a chain that is not the one that was signed. */
export async function verifyWhole(book: ChainBook, kept: readonly (HeadStatement | null)[]): Promise<ChainFault[]> {
  const end = await book.end();
  const inserted = (await book.inserted(end.reached)).map(({ source, seq }): ChainFault => ({ kind: 'inserted', position: 0, source, seq }));
  const heads = await Promise.all(kept.map((head) => faultOf(book, head, end.position)));
  return [...inserted, ...heads.flat()];
}

async function faultOf(book: ChainBook, head: HeadStatement | null, length: number): Promise<ChainFault[]> {
  if (head === null) return [{ kind: 'forged-head', position: 0 }];
  if (head.position > length) return [{ kind: 'cut-short', position: length + 1 }];
  const link = await book.link(head.position);
  return link?.hash.toString('hex') === head.hash ? [] : [{ kind: 'rewritten', position: head.position }];
}

export interface Verification {
  readonly links: number;
  readonly waiting: number;
  readonly heads: number;
  readonly faults: readonly ChainFault[];
}

/** Looks at everything, from the first link to the last. */
export async function verifyAll(book: ChainBook, kept: readonly (HeadStatement | null)[], onProgress: (position: number) => void = () => undefined): Promise<Verification> {
  const faults: ChainFault[] = [];
  let at = 0;
  for (let isEnd = false; !isEnd; ) {
    const stretch = await verifyStretch(book, at);
    faults.push(...stretch.faults);
    ({ reached: at, isEnd } = stretch);
    onProgress(at);
  }
  const end = await book.end();
  return { links: end.position, waiting: await book.waiting(end.reached), heads: kept.length, faults: [...faults, ...(await verifyWhole(book, kept))] };
}
