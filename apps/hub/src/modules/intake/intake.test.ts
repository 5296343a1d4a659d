import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { Problem } from '@gigafibre/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOMBS } from '../../../test/vision/bombs.ts';
import { HEIC_SAMPLE } from '../../../test/vision/heic-sample.ts';
import { pdfOf, textPdf } from '../../../test/vision/pdf-writer.ts';
import { createIntake } from './intake.ts';
import type { Intake } from './intake.ts';

const LOCKED = pdfOf(
  [{ dictionary: '<< /Type /Catalog /Pages 2 0 R >>' }, { dictionary: '<< /Type /Pages /Count 0 /Kids [] >>' }, { dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> /P -4 >>` }],
  `/Encrypt 3 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`,
);

let intake: Intake;
beforeAll(() => {
  intake = createIntake({ patienceMs: 4000 });
});
afterAll(() => intake.close());

const quarter = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="96" height="64" fill="#fff"/><rect width="48" height="32" fill="#c00"/></svg>');
const grey = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#888888' } });
const refusalOf = async (content: Buffer, claim: object = {}, door = intake): Promise<readonly [string, unknown]> => {
  const told: unknown = await door.admit(content, claim).then((admitted) => admitted.pages.length, (error: unknown) => error);
  return told instanceof Problem ? [told.code, told.details.facts] : ['taken', told];
};
/** Red, green and blue at a place given in fractions. */
async function colourAt(jpeg: Uint8Array, across: number, down: number): Promise<readonly number[]> {
  const { data, width, height } = await intake.pixels(jpeg);
  const at = (Math.floor(down * height) * width + Math.floor(across * width)) * 3;
  return [...data.subarray(at, at + 3)];
}
const isRed = ([red = 0, green = 0]: readonly number[]): boolean => red > 150 && green < 80;

describe('pictures that come in', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('are drawn anew from %s, and nothing but pixels is left', async (format) => {
    const original = await sharp(quarter).withExif({ IFD0: { Make: 'Phone of Marc' }, IFD3: { GPSLatitudeRef: 'N' } }).toFormat(format).toBuffer();
    const { kind, pages } = await intake.admit(original, { fileName: `photo.${format}`, declared: `image/${format}` });
    const { exif, icc, xmp, width, height } = await sharp(pages[0]!.jpeg).metadata();
    expect([kind, pages.length, exif, icc, xmp, width, height]).toEqual([format, 1, undefined, undefined, undefined, 96, 64]);
    expect([isRed(await colourAt(pages[0]!.jpeg, 0.2, 0.2)), isRed(await colourAt(pages[0]!.jpeg, 0.8, 0.8))]).toEqual([true, false]);
  });

  it('are turned upright by their EXIF', async () => {
    const [page] = (await intake.admit(await sharp(quarter).withMetadata({ orientation: 6 }).jpeg().toBuffer())).pages;
    expect([page!.width, page!.height, isRed(await colourAt(page!.jpeg, 0.8, 0.2)), isRed(await colourAt(page!.jpeg, 0.2, 0.2))]).toEqual([64, 96, true, false]);
  });

  it('may be HEIC, as telephones make them', async () => {
    const { kind, pages } = await intake.admit(HEIC_SAMPLE, { fileName: 'IMG_0001.HEIC', declared: 'image/heic' });
    expect([kind, pages[0]!.width, pages[0]!.height, isRed(await colourAt(pages[0]!.jpeg, 0.2, 0.2))]).toEqual(['heic', 96, 64, true]);
  });

  it('are told from what they only claim to be', async () => {
    const jpeg = await grey(100, 100).jpeg().toBuffer();
    expect(await refusalOf(jpeg, { fileName: 'facture.pdf' })).toEqual(['media_disguised', { content: 'jpeg', extension: 'pdf' }]);
    expect(await refusalOf(jpeg, { declared: 'image/png' })).toEqual(['media_disguised', { content: 'jpeg', declared: 'image/png' }]);
    expect(await refusalOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), { declared: 'image/png' })).toMatchObject(['unsupported_media', undefined]);
    expect(await refusalOf(Buffer.from('<!doctype html><script>alert(1)</script>'))).toMatchObject(['unsupported_media', undefined]);
    expect(await refusalOf(Buffer.from('GIF89a/*=1;alert(1)//'))).toMatchObject(['unsupported_media', undefined]);
  });

  it('are not two things at once', async () => {
    const jpeg = await grey(100, 100).jpeg().toBuffer();
    const archive = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
    const comment = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0x00, 0x20]), Buffer.from('<script>alert(document.domain)'), jpeg.subarray(2)]);
    const late = Buffer.concat([jpeg.subarray(0, 20), Buffer.from('%PDF-1.4'), jpeg.subarray(20)]);
    expect(await Promise.all([Buffer.concat([jpeg, archive]), comment, late].map(async (content) => refusalOf(content)))).toEqual(['zip', 'html', 'pdf'].map((also) => ['media_disguised', { content: 'jpeg', also }]));
    expect(await refusalOf(Buffer.concat([textPdf([['x']]), Buffer.alloc(2000, 'x')]))).toEqual(['media_disguised', { content: 'pdf', also: 'more' }]);
  });

  it('are refused when cut off, tiny, narrow or of sixty million pixels', async () => {
    const jpeg = await sharp(quarter).resize(1200).jpeg().toBuffer();
    expect(await refusalOf(jpeg.subarray(0, jpeg.length / 2))).toEqual(['media_damaged', {}]);
    expect(await refusalOf(await grey(1, 1).png().toBuffer())).toMatchObject(['picture_size_refused', { reason: 'small' }]);
    expect(await refusalOf(await grey(3000, 30).png().toBuffer())).toMatchObject(['picture_size_refused', { reason: 'ratio' }]);
    expect(await refusalOf(await grey(10_000, 6000).png().toBuffer())).toMatchObject(['picture_size_refused', { reason: 'pixels', width: 10_000, height: 6000 }]);
    expect(await refusalOf(Buffer.alloc(15 * 1024 * 1024 + 1, 0xff))).toEqual(['too_large', undefined]);
  });
});

describe('PDFs that come in', () => {
  it('give their pages, and the words that they have themselves', async () => {
    const { kind, pages } = await intake.admit(textPdf([['Facture DFN-2041', 'Total : 171,31 $'], ['Page 2']]), { fileName: 'facture.pdf' });
    expect([kind, pages.map(({ width, height, words }) => [width, height, words?.map(({ text }) => text).join(' ')])]).toEqual(['pdf', [[1700, 2200, 'Facture DFN-2041 Total : 171,31 $'], [1700, 2200, 'Page 2']]]);
    const [first] = pages[0]!.words!;
    expect([first!.x, first!.y, first!.w].map((fraction) => Math.round(fraction * 100))).toEqual([10, 7, 6]);
  });

  it('are refused with the reason: a password, too many pages, cut off', async () => {
    expect(await refusalOf(LOCKED)).toEqual(['pdf_protected', {}]);
    expect(await refusalOf(textPdf(Array.from({ length: 300 }, () => ['x'])))).toEqual(['pdf_too_long', { pages: 300, limit: 12 }]);
    expect(await refusalOf(textPdf([['x']]).subarray(0, 60))).toEqual(['media_damaged', {}]);
  });

  it('run nothing: scripts, programs and hidden files are found, spelt out or packed', async () => {
    const script = textPdf([['x']], { catalog: '/OpenAction << /S /J#61vaScript /JS (app.alert\\(1\\)) >>' });
    const launch = textPdf([['x']], { catalog: '/AA << /O << /S /Launch /F (cmd.exe) >> >>' });
    const packed = textPdf([['x']], { extra: [{ dictionary: '<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>', stream: deflateSync(Buffer.from('9 0 << /S /JavaScript /JS (x) >>')) }] });
    const attached = (name: string) => textPdf([['x']], { catalog: `/Names << /EmbeddedFiles << /Names [(${name}) 4 0 R] >> >>`, extra: [{ dictionary: `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 5 0 R >> >>` }, { dictionary: '<< /Type /EmbeddedFile >>', stream: Buffer.from('<x/>') }] });
    expect(await Promise.all([script, launch, packed, attached('run.exe')].map(async (content) => refusalOf(content)))).toEqual([
      ['pdf_active', { kind: 'JavaScript' }],
      ['pdf_active', { kind: 'Launch' }],
      ['pdf_active', { kind: 'JavaScript' }],
      ['pdf_active', { kind: 'EmbeddedFile', name: 'run.exe' }],
    ]);
    expect(await refusalOf(attached('factur-x.xml'))).toEqual(['taken', 1]);
  });
});

describe('bombs', () => {
  const shelter = createIntake({ patienceMs: 1500 });
  const peak = { megabytes: 0 };
  const statusOf = (pid: number): string => {
    try {
      return readFileSync(`/proc/${pid}/status`, 'utf8');
    } catch {
      return ''; // it ended between the two looks, or this is no Linux
    }
  };
  const megabytes = (pid: number, figure: 'VmHWM' | 'VmRSS'): number => Number(new RegExp(`${figure}:\\s+(\\d+)`).exec(statusOf(pid))?.[1] ?? 0) / 1024;
  const timer = setInterval(() => shelter.pids().forEach((pid) => (peak.megabytes = Math.max(peak.megabytes, megabytes(pid, 'VmHWM')))), 5).unref();
  afterAll(() => {
    clearInterval(timer);
    shelter.close();
  });

  it.each(['png', 'webp', 'pdf'] as const)('as %s are refused, all twenty-five', async (kind) => {
    const outcomes = [];
    for (const { name, content } of BOMBS[kind]()) outcomes.push([name, (await refusalOf(content, {}, shelter))[0]] as const);
    expect(outcomes.filter(([, code]) => !['picture_size_refused', 'media_damaged', 'media_excessive', 'pdf_too_long'].includes(code))).toEqual([]);
    expect(outcomes.length).toBe(25);
  });

  it('never took a decoder 150 MB above what it is with a small document', async () => {
    const idle = createIntake();
    await idle.admit(textPdf([['x']]));
    const usual = megabytes(idle.pids()[0]!, 'VmRSS');
    idle.close();
    expect(peak.megabytes - usual).toBeLessThan(150);
  });

  it('leave an intake that goes on working', async () => {
    expect(await refusalOf(textPdf([['x']]), {}, shelter)).toEqual(['taken', 1]);
  });
});

describe('the queue before the decoders', () => {
  it('asks to come again rather than grow without end', async () => {
    const narrow = createIntake({ queue: 1 });
    const content = await grey(2000, 2000).jpeg().toBuffer();
    const answers = await Promise.allSettled([1, 2, 3].map(async () => narrow.admit(content)));
    narrow.close();
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? 'taken' : (answer.reason as Problem).code))).toEqual(['taken', 'taken', 'intake_busy']);
  });
});
