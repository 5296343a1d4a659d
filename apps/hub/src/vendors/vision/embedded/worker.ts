import { parentPort } from 'node:worker_threads';
import { readInvoiceFields, readLabelFields } from '@gigafibre/reader';
import type { InvoiceFields, LabelFields, Read } from '@gigafibre/reader';
import { codesOf } from './barcodes.ts';
import type { Answer, Ask, PageToRead, Tasks } from './messages.ts';
import { openOcrEngine } from './ocr-engine.ts';
import type { OcrEngine, TextLine } from './ocr-engine.ts';
import { pageOfLines, zoneInPicture } from './page-of-lines.ts';
import { contrasted } from './raster.ts';

let opened: Promise<OcrEngine> | undefined;
const ocr = (): Promise<OcrEngine> => (opened ??= openOcrEngine());

async function readPage({ raster, stop }: Extract<Ask, { task: 'page' }>): Promise<PageToRead> {
  const isStopped = () => Atomics.load(stop, 0) !== 0;
  return pageOfLines(await (await ocr()).read(await contrasted(raster), isStopped));
}

const isOf = ({ glyphs }: TextLine, text: string): boolean => glyphs.map(({ char }) => char).join('').replaceAll(' ', '').includes(text.replaceAll(' ', ''));

const IDENTIFIERS = ['serial', 'mac', 'gponSerial'] as const;
const NAMES = ['brand', 'model', ...IDENTIFIERS, 'wifiName', 'wifiKey'] as const;

const isSettled = (fields: LabelFields): boolean => IDENTIFIERS.every((name) => fields[name].value !== null || (name === 'gponSerial' && fields[name].text === null));

/** The codes alone: quickly, and closely when nothing shows. */
async function readCodes({ raster }: Extract<Ask, { task: 'codes' }>): Promise<Tasks['codes']['answer']> {
  const codes = await codesOf(raster);
  const found = await codes.first();
  return (found.length > 0 ? found : await codes.closer(0)).map((code) => ({ ...code }));
}

/**
 * Reads the codes, then the words. What they leave open is tried again: the codes level and enlarged, then the lines in
 * question sampled otherwise.
 */
async function readLabel({ raster, stop }: Extract<Ask, { task: 'label' }>): Promise<Tasks['label']['answer']> {
  const isStopped = () => Atomics.load(stop, 0) !== 0;
  const codes = await codesOf(raster);
  let barcodes = await codes.first();
  const engine = await ocr();
  const lines = await engine.read(await contrasted(raster), isStopped);
  const { page, stance } = pageOfLines(lines);
  let fields = readLabelFields(page, barcodes);
  if (!isSettled(fields) && !isStopped()) {
    barcodes = await codes.closer(stance.tilt);
    fields = readLabelFields(page, barcodes);
  }
  if (!isSettled(fields) && !isStopped()) {
    const open = IDENTIFIERS.filter((name) => fields[name].value === null).flatMap((name) => fields[name].text ?? []);
    const again = await engine.readAgain(lines, (line) => open.some((text) => isOf(line, text)));
    fields = readLabelFields(pageOfLines(again).page, barcodes);
  }
  const places = new Set(barcodes.map(({ box }) => box));
  const back = (read: Read<string>): Read<string> => (read.box === null || places.has(read.box) ? read : { ...read, box: zoneInPicture(read.box, stance) });
  return { ...(Object.fromEntries(NAMES.map((name) => [name, back(fields[name])])) as unknown as LabelFields), barcodes: barcodes.map((barcode) => ({ ...barcode })) };
}

/** Puts every zone back into the picture as it came. */
function inPictures(fields: InvoiceFields, pages: readonly PageToRead[]): InvoiceFields {
  const back = <Value extends Read<unknown>>(read: Value): Value => {
    const stance = read.box === null ? undefined : pages[read.box.page]?.stance;
    return read.box === null || stance === undefined ? read : { ...read, box: zoneInPicture(read.box, stance) };
  };
  return {
    supplier: back(fields.supplier),
    number: back(fields.number),
    date: back(fields.date),
    dueDate: back(fields.dueDate),
    currency: back(fields.currency),
    lines: fields.lines.map((line) => ({ description: back(line.description), quantity: back(line.quantity), unitPrice: back(line.unitPrice), amount: back(line.amount) })),
    subtotal: back(fields.subtotal),
    tps: back(fields.tps),
    tvq: back(fields.tvq),
    otherTaxes: fields.otherTaxes.map(({ name, amount }) => ({ name, amount: back(amount) })),
    total: back(fields.total),
    tpsNumber: back(fields.tpsNumber),
    tvqNumber: back(fields.tvqNumber),
  };
}

async function answerTo(ask: Ask): Promise<Tasks[Ask['task']]['answer']> {
  switch (ask.task) {
    case 'page':
      return readPage(ask);
    case 'invoice':
      return inPictures(readInvoiceFields(ask.pages.map(({ page }) => page), ask.latest), ask.pages);
    case 'label':
      return readLabel(ask);
    case 'codes':
      return readCodes(ask);
  }
}

// one at a time: two pages at once would double the memory and read neither sooner
let queue = Promise.resolve();
parentPort?.on('message', (ask: Ask) => {
  queue = queue.then(async () => {
    let answer: Answer;
    try {
      answer = { id: ask.id, answer: await answerTo(ask) };
    } catch (error) {
      answer = { id: ask.id, fault: error instanceof Error ? error : new Error(String(error)) };
    }
    parentPort?.postMessage(answer);
  });
});
