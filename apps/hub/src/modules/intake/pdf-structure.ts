import { inflateSync } from 'node:zlib';
import { DecodeProblem } from './decode-problem.ts';
import { LIMITS } from './limits.ts';

const LARGEST_DIRECTORY = 8 * 1024 * 1024;
const ACTIVE = /\/(JavaScript|JS|Launch|RichMedia|XFA|FileAttachment|SubmitForm|ImportData)(?![A-Za-z0-9])/;
const IMAGE = /\/Subtype\s*\/Image\b/;
const NAME_ESCAPE = /#([0-9A-Fa-f]{2})/g;

/**
 * Looks through a PDF's dictionaries, compressed ones too, for what acts or hides: scripts, programs to launch, forms that
 * send, attached files behind annotations, images beyond the limit of pixels.
 * @throws {DecodeProblem} pdf_active, picture_size_refused, media_excessive for a directory that unpacks beyond reason
 */
export function refuseActivePdf(content: Buffer): void {
  const { dictionaries, streams } = taken(content);
  for (const text of [dictionaries, ...directories(streams)]) {
    const found = ACTIVE.exec(text.replaceAll(NAME_ESCAPE, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))));
    if (found) throw new DecodeProblem('pdf_active', { kind: found[1] });
  }
}

/** The document's text without the bodies of its streams, and the streams that are compressed directories. */
function taken(content: Buffer): { dictionaries: string; streams: readonly Buffer[] } {
  const pieces: string[] = [];
  const streams: Buffer[] = [];
  let from = 0;
  for (let at = content.indexOf('stream', from); at >= 0; at = content.indexOf('stream', from)) {
    const text = content.toString('latin1', from, at);
    pieces.push(text);
    const bodyAt = content[at + 6] === 0x0d && content[at + 7] === 0x0a ? at + 8 : at + 7;
    const end = content.indexOf('endstream', at + 6);
    if (end < 0) break;
    const head = text.slice(-2000);
    const dictionary = head.slice(head.lastIndexOf('obj'));
    refuseLargeImage(dictionary);
    if (dictionary.includes('/ObjStm')) streams.push(content.subarray(bodyAt, end));
    from = end + 9;
  }
  pieces.push(content.toString('latin1', from));
  return { dictionaries: pieces.join(' '), streams };
}

function refuseLargeImage(dictionary: string): void {
  if (!IMAGE.test(dictionary)) return;
  const side = (name: string): number => Number(new RegExp(String.raw`/${name}\s+(\d+)`).exec(dictionary)?.[1] ?? 0);
  const [width, height] = [side('Width'), side('Height')];
  if (width * height > LIMITS.megapixels * 1_000_000) throw new DecodeProblem('picture_size_refused', { reason: 'pixels', width, height, megapixels: LIMITS.megapixels });
}

function* directories(streams: readonly Buffer[]): Generator<string> {
  let left = LARGEST_DIRECTORY;
  for (const body of streams) {
    const text = unpacked(body, left);
    left -= text.length;
    if (left <= 0) throw new DecodeProblem('media_excessive', { reason: 'directory' });
    yield text;
  }
}

function unpacked(body: Buffer, limit: number): string {
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, limit) }).toString('latin1');
  } catch (error) {
    if (error instanceof RangeError) throw new DecodeProblem('media_excessive', { reason: 'directory' });
    return ''; // what cannot be unpacked here is the renderer's to judge
  }
}
