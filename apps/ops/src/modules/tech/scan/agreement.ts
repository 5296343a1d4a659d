import { normalizeMac, normalizeSerial } from '@gigafibre/kernel';
import { repairsItself, type ScanRead } from '@gigafibre/scan';
import { deviceCodeOf } from './label-codes.ts';

/** What the person is scanning for. */
export type ScanWish = 'device' | 'part';

const GPON = /^[A-Z]{4}[0-9A-F]{8}$/;
const MEMORY_FRAMES = 8;
/** A part's code is short and printable; addresses and programs, which QR codes also hold, are none. */
const PART = /^[\p{L}\p{N}][\p{L}\p{N} ._+/#-]{1,59}$/u;

/** Codes in two dimensions repair and check themselves; a line of bars is believed by its own form, or when two frames agree. */
const isBelieved = ({ text, format }: ScanRead): boolean => repairsItself(format) || GPON.test(normalizeSerial(text) ?? '') || normalizeMac(text) !== undefined;

/** Labels also carry codes for the customer: his Wi-Fi, a page to open. They name no device. */
const NAMES: Readonly<Record<ScanWish, (text: string) => boolean>> = { device: (text) => deviceCodeOf(text) !== undefined, part: (text) => PART.test(text.trim()) };

/** Can this text be what the person is scanning for? */
export const isWished = (wish: ScanWish, text: string): boolean => NAMES[wish](text);

/** Decides which reads of a running camera count. */
export function createAgreement(wish: ScanWish = 'device') {
  let recent: ScanRead[][] = [];
  return {
    /** @returns the first read of this frame that counts. */
    accept(all: readonly ScanRead[]): ScanRead | undefined {
      const reads = all.filter(({ text }) => isWished(wish, text));
      const seen = recent.flat();
      recent = [...recent, reads].slice(-MEMORY_FRAMES);
      return reads.find((read) => isBelieved(read) || seen.some((before) => before.text === read.text && before.format === read.format));
    },
    forget(): void {
      recent = [];
    },
  };
}
