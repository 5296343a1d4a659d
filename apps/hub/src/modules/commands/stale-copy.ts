import { Problem } from '@gigafibre/contracts';

/** A document as it is now, and who changed it last. */
export interface StampedCopy {
  readonly name: string;
  readonly modified: string;
  readonly changedBy: string;
  readonly changedAt: string;
}

/** @throws {Problem} `document_changed`, saying who changed it and when. */
export function refuseStaleCopy(doctype: string, now: StampedCopy, baseModified: string): void {
  if (now.modified === baseModified) return;
  throw new Problem('document_changed', { facts: { doctype, name: now.name, by: now.changedBy, at: now.changedAt, modified: now.modified } });
}
