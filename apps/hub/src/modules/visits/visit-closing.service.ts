import { Problem, TIME_KINDS, type Closing, type Signature, type SpentTime } from '@gigafibre/contracts';
import type { Executors, Order, Person } from '../commands/index.ts';
import { doneAt } from './own-visit.ts';
import { changeVisit } from './visit-deed.ts';
import { refuseOver, withLabour, workerOf } from './visit-parts.service.ts';
import type { PhotoShelf, VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

/** SHA-256 of a text's UTF-8, lower-case hexadecimal: what a signature is bound to. */
export type TextDigest = (text: string) => string;

interface SigningTools {
  readonly bookFor: (person: Person) => VisitBook;
  readonly photos: PhotoShelf;
  readonly digest: TextDigest;
}

/** The customer's name under the summary on the glass, or why it is not there (F11). */
export function createVisitSigning({ bookFor, photos, digest }: SigningTools): Pick<Executors, 'visit.sign' | 'visit.unsigned'> {
  return {
    'visit.sign': async (order) => {
      const { text, textSha256, signer, photo } = order.command.payload;
      const absent = await photos.missing([photo]);
      if (absent.length > 0) throw new Problem('proof_missing', { detail: photo, facts: { photos: [{ step: 'signature', photo }] } });
      return sign(bookFor(order.person), { order, digest }, { text, signature: { textSha256, at: doneAt(order).toString(), signer, photo, refusal: null } });
    },
    'visit.unsigned': (order) => {
      const { text, textSha256, reason } = order.command.payload;
      return sign(bookFor(order.person), { order, digest }, { text, signature: { textSha256, at: doneAt(order).toString(), signer: null, photo: null, refusal: reason } });
    },
  };
}

interface Given {
  readonly order: Order<'visit.sign'> | Order<'visit.unsigned'>;
  readonly digest: TextDigest;
}

async function sign(book: VisitBook, { order, digest }: Given, signed: { text: string; signature: Signature }) {
  refuseOtherText({ ...signed, textSha256: signed.signature.textSha256 }, digest);
  const { signer, refusal, textSha256, photo } = signed.signature;
  return changeVisit(book, order, {
    event: refusal === null ? 'visit.signed' : 'visit.unsigned',
    decide: (visit) => {
      refuseOver(visit, 'sign');
      return { signed };
    },
    facts: () => ({ signer, reason: refusal, textSha256, photo }),
  });
}

/** @throws {Problem} `text_mismatch` when the hash is not the text's. */
export function refuseOtherText({ text, textSha256 }: { readonly text: string; readonly textSha256: string }, digest: TextDigest): void {
  if (digest(text) !== textSha256) throw new Problem('text_mismatch');
}

/** @throws {Problem} `signature_void` when the customer signed another text than the one the visit ends with. */
export function refuseVoidSignature({ name, signature }: VisitRecord, closing: Closing | undefined): void {
  if (signature === null || signature.photo === null || closing === undefined || signature.textSha256 === closing.textSha256) return;
  throw new Problem('signature_void', { facts: { visit: name, signer: signature.signer } });
}

export const closingChange = (visit: VisitRecord, closing: Closing | undefined, technician: string | undefined): VisitChange =>
  closing === undefined ? {} : { closingSummary: closing.text, ...spentChange(visit, closing.time, technician) };

/** The time by the job clock as labour; what a person put in its place stays, beside what was measured. */
export function spentChange(visit: VisitRecord, time: SpentTime | undefined, technician: string | undefined): VisitChange {
  if (time === undefined || technician === undefined) return {};
  const labour = TIME_KINDS.reduce((lines, kind) => {
    const fixed = lines.find((line) => line.technician === technician && line.kind === kind && line.reason !== '');
    return withLabour(lines, fixed === undefined ? { technician, kind, minutes: time[kind], measuredMinutes: time[kind], reason: '' } : { ...fixed, measuredMinutes: time[kind] });
  }, visit.labour);
  return { labour: labour.filter(({ minutes, measuredMinutes }) => minutes > 0 || measuredMinutes > 0) };
}

export const workerOrNone = (person: Person, visit: VisitRecord): string | undefined => (person.kind === 'technician' || visit.crew.length > 0 ? workerOf(person, visit) : undefined);
