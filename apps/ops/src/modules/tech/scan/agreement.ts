import { normalizeMac, normalizeSerial } from '@gigafibre/kernel';
import { repairsItself, type ScanRead } from '@gigafibre/scan';

const GPON = /^[A-Z]{4}[0-9A-F]{8}$/;
const MEMORY_FRAMES = 8;

/** Codes in two dimensions repair and check themselves; a line of bars is believed by its own form, or when two frames agree. */
const isBelieved = ({ text, format }: ScanRead): boolean => repairsItself(format) || GPON.test(normalizeSerial(text) ?? '') || normalizeMac(text) !== undefined;

/** Labels also carry codes for the customer: his Wi-Fi, a page to open. They name no device. */
export const namesDevice = ({ text }: ScanRead): boolean => normalizeSerial(text) !== undefined;

/** Decides which reads of a running camera count. */
export function createAgreement() {
  let recent: ScanRead[][] = [];
  return {
    /** @returns the first read of this frame that counts. */
    accept(all: readonly ScanRead[]): ScanRead | undefined {
      const reads = all.filter(namesDevice);
      const seen = recent.flat();
      recent = [...recent, reads].slice(-MEMORY_FRAMES);
      return reads.find((read) => isBelieved(read) || seen.some((before) => before.text === read.text && before.format === read.format));
    },
    forget(): void {
      recent = [];
    },
  };
}
