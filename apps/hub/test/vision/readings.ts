import type { InvoiceReading, LabelReading, Reading, ReadingAnswer } from '@gigafibre/contracts';
import type { VisionReader } from '../../src/vendors/vision/vision.port.ts';
import type { FieldWorld, Headers } from '../field-world.ts';

const field = <Value>(value: Value | null, text: string | null = value === null ? null : String(value)) => ({ value, text, confidence: value === null ? 0 : 0.95, box: value === null ? null : { page: 0, x: 0.1, y: 0.1, w: 0.2, h: 0.02 } });

/** 100.00 before tax, as a cable dealer bills it. */
export const INVOICE: InvoiceReading = {
  source: 'embedded',
  supplier: field('Fibre Nord inc.'),
  number: field('DFN-2041'),
  date: field('2026-03-02'),
  dueDate: field('2026-04-01'),
  currency: field('CAD'),
  lines: [{ description: field('Câble 24 brins'), quantity: field(2), unitPrice: field(3000), amount: field(6000) }, { description: field('Livraison'), quantity: field(1), unitPrice: field(4000), amount: field(4000) }],
  subtotal: field(10_000),
  tps: field(500),
  tvq: field(998),
  otherTaxes: [],
  total: field(11_498),
  tpsNumber: field('123456789 RT0001'),
  tvqNumber: field('1234567890 TQ0001'),
};

export const LABEL: LabelReading = {
  source: 'embedded',
  brand: field('TP-Link'),
  model: field('XX230v'),
  serial: field('TPLG99990001'),
  mac: field('02:00:5E:00:53:01'),
  gponSerial: field('TPLG99990001'),
  wifiName: field('Maison'),
  wifiKey: field('pomme-12'),
  barcodes: [],
};

export interface ScriptedReader extends VisionReader {
  /** What it was shown, newest last. */
  readonly shown: { readonly kind: 'invoice' | 'label'; readonly pages: number; readonly words: string }[];
  /** Changes what it answers from now on. */
  answer(next: { invoice?: InvoiceReading; label?: LabelReading; failure?: Error }): void;
}

/** A reader that answers what it is told to: what is tried here is the way to it and from it. */
export function createScriptedReader(): ScriptedReader {
  const state: { invoice: InvoiceReading; label: LabelReading; failure: Error | undefined } = { invoice: INVOICE, label: LABEL, failure: undefined };
  const shown: ScriptedReader['shown'] = [];
  const orFail = <Answer>(answer: Answer): Promise<Answer> => (state.failure === undefined ? Promise.resolve(answer) : Promise.reject(state.failure));
  return {
    source: 'embedded',
    shown,
    answer: ({ failure, ...next }) => void Object.assign(state, next, { failure }),
    readInvoice(pages, { onPage }) {
      shown.push({ kind: 'invoice', pages: pages.length, words: pages.flatMap(({ words }) => words ?? []).map(({ text }) => text).join(' ') });
      pages.forEach((_, at) => onPage?.(at + 1));
      return orFail(state.invoice);
    },
    readLabel(picture) {
      shown.push({ kind: 'label', pages: 1, words: `${picture.width}×${picture.height}` });
      return orFail(state.label);
    },
    close: () => Promise.resolve(),
  };
}

interface Sent {
  readonly status: number;
  readonly body: ReadingAnswer & { code?: string; facts?: Record<string, unknown> };
}

/** Sends a file as the body itself. */
export async function send(world: FieldWorld, as: Headers, url: string, file: { content: Buffer; type: string; headers?: Record<string, string> }): Promise<Sent> {
  const { statusCode, body } = await world.hub.app.inject({ method: 'POST', url, headers: { ...as, 'content-type': file.type, ...file.headers }, payload: file.content });
  return { status: statusCode, body: JSON.parse(body) as Sent['body'] };
}

/** Sends a file as a browser's form does. */
export async function sendForm(world: FieldWorld, as: Headers, url: string, file: { content: Buffer; type: string; name: string }): Promise<Sent> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(file.content)], { type: file.type }), file.name);
  const encoded = new Response(form);
  return send(world, as, url, { content: Buffer.from(await encoded.arrayBuffer()), type: encoded.headers.get('content-type') ?? '' });
}

/** The reading once it is no longer waited for. */
export async function settled(world: FieldWorld, as: Headers, id: string): Promise<Reading> {
  for (let tries = 0; tries < 5000; tries += 1) {
    const { body } = await world.get<Reading>(as, `/v1/vision/readings/${id}`);
    if (body.state !== 'queued' && body.state !== 'reading') return body;
  }
  throw new Error('The reading never ended.');
}
