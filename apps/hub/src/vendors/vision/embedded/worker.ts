import { parentPort } from 'node:worker_threads';
import { readInvoiceFields } from '@gigafibre/reader';
import type { InvoiceFields, Read, Zone } from '@gigafibre/reader';
import type { Answer, Ask, PageToRead, Tasks } from './messages.ts';
import { openOcrEngine } from './ocr-engine.ts';
import type { OcrEngine } from './ocr-engine.ts';
import { pageOfLines, zoneInPicture } from './page-of-lines.ts';
import { contrasted } from './raster.ts';

let engine: Promise<OcrEngine> | undefined;
const ocr = (): Promise<OcrEngine> => (engine ??= openOcrEngine());

async function readPage({ raster, stop }: Extract<Ask, { task: 'page' }>): Promise<PageToRead> {
  const isStopped = () => Atomics.load(stop, 0) !== 0;
  return pageOfLines(await (await ocr()).read(await contrasted(raster), isStopped));
}

/** Puts every zone back into the picture as it came. */
function inPictures(fields: InvoiceFields, pages: readonly PageToRead[]): InvoiceFields {
  const back = <Value extends Read<unknown>>(read: Value): Value => {
    const stance = read.box === null ? undefined : pages[read.box.page]?.stance;
    return stance === undefined ? read : { ...read, box: zoneInPicture(read.box as Zone, stance) };
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
      throw new Error('Labels are not read yet');
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
