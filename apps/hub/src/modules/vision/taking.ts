import { Problem } from '@gigafibre/contracts';
import type { Actor, ReadingKind } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { Intake, MediaClaim } from '../intake/index.ts';
import type { PictureShelf } from './picture-shelf.ts';
import type { NewReading, ReadingRecord, ReadingStore } from './vision.ports.ts';

/** A picture or document that somebody wants read. */
export interface Offered extends MediaClaim {
  /** The reading's id to be. */
  readonly id: string;
  readonly kind: ReadingKind;
  readonly content: Buffer;
  readonly visit: string | null;
  readonly by: Actor;
}

export interface Taken {
  readonly reading: ReadingRecord;
  /** The same picture was here before, and this is its reading. */
  readonly isKnown: boolean;
}

interface TakingParts {
  readonly intake: Pick<Intake, 'admit'>;
  readonly shelf: PictureShelf;
  readonly store: Pick<ReadingStore, 'add' | 'find' | 'findSame'>;
  readonly clock: Clock;
}

/** Takes a picture in to be read. The same picture is not read twice: its reading, or at least its result, is known. */
export function createTaking({ intake, shelf, store, clock }: TakingParts) {
  return async ({ id, kind, content, fileName, declared, visit, by }: Offered): Promise<Taken> => {
    const earlier = await store.find(id);
    if (earlier !== undefined) return { reading: earlier, isKnown: false };
    const { kind: media, mediaType, sha256, pages } = await intake.admit(content, { fileName, declared });
    // the office is sent labels as documents; a technician stands before his
    if (kind === 'equipment' && media === 'pdf' && (by.kind !== 'staff' || pages.length > 1)) throw new Problem('unsupported_media', { detail: 'A label is one picture.' });
    const same = await store.findSame(sha256, kind);
    if (same !== undefined && maySee(same, by)) return { reading: same, isKnown: true };
    const [first] = pages;
    // of a photograph only the pixels are kept: where and with what it was taken is nobody's business
    await shelf.keep(sha256, media === 'pdf' || first === undefined ? content : first.jpeg, pages);
    const sizes = pages.map(({ width, height }) => ({ width, height }));
    await store.add({ id, kind, sha256, fileName: nameOf(fileName), mediaType: media === 'pdf' ? mediaType : 'image/jpeg', sizes, createdBy: by, visit, ...answeredBy(same) }, clock());
    const reading = await store.find(id);
    if (reading === undefined) throw new Problem('internal');
    return { reading, isKnown: false };
  };
}

const maySee = (reading: ReadingRecord, by: Actor): boolean => by.kind === 'staff' || reading.createdBy.user === by.user;

/** Somebody else's reading of the same picture is not shown; what it gave is. */
const answeredBy = (same: ReadingRecord | undefined): Pick<NewReading, 'answered'> => (same?.result === undefined || same.result === null ? {} : { answered: { result: same.result, source: same.source } });

/** What is shown of a file's name: no folders, nothing that cannot be printed. */
const nameOf = (name: string | undefined): string => (name ?? '').replace(/^.*[\\/]/, '').replaceAll(/\p{C}/gu, '').slice(0, 120);
