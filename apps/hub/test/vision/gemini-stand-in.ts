import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { Type } from 'typebox';
import Value from 'typebox/value';

/** A request to `models.generateContent`, as far as Google's own description of the v1beta API goes for what we send. */
const Request = Type.Object(
  {
    contents: Type.Array(Type.Object({ role: Type.Literal('user'), parts: Type.Array(Type.Union([Type.Object({ text: Type.String() }, { additionalProperties: false }), Type.Object({ inlineData: Type.Object({ mimeType: Type.Literal('image/jpeg'), data: Type.String({ pattern: '^[A-Za-z0-9+/]+=*$' }) }, { additionalProperties: false }) }, { additionalProperties: false })]), { minItems: 2 }) }, { additionalProperties: false }), { minItems: 1, maxItems: 1 }),
    systemInstruction: Type.Object({ role: Type.Literal('system'), parts: Type.Array(Type.Object({ text: Type.String({ minLength: 20 }) }), { minItems: 1 }) }),
    generationConfig: Type.Object({ responseMimeType: Type.Literal('application/json'), responseSchema: Type.Object({ type: Type.Literal('object') }, { additionalProperties: true }), temperature: Type.Literal(0), maxOutputTokens: Type.Integer() }, { additionalProperties: false }),
    safetySettings: Type.Optional(Type.Array(Type.Unknown())),
  },
  { additionalProperties: false },
);

export interface Seen {
  readonly key: string;
  readonly url: string;
  readonly instruction: string;
  readonly sizes: readonly (readonly [number, number])[];
  readonly wantsInvoice: boolean;
}
/** An answer: the model's text, or an HTTP status. `hang` never answers. */
export type Scripted = { readonly text: string } | { readonly status: number } | 'hang';

export interface GeminiStandIn {
  readonly origin: string;
  readonly seen: Seen[];
  /** The keys that are good. */
  readonly keys: Set<string>;
  /** What is answered next, in order; afterwards the model's own transcription. */
  readonly script: Scripted[];
  close(): Promise<void>;
}

const field = (text: string | null) => ({ text, confidence: text === null ? 0 : 0.97, page: 0, box: text === null ? null : [100, 100, 120, 300] });
const NOTHING = field(null);
export const INVOICE_ANSWER = {
  supplier: field('Fibre Nord inc.'), number: field('DFN-2041'), date: field('2026-03-02'), dueDate: NOTHING, currency: field('CAD'), subtotal: field('100.00'), tps: field('5.00'), tvq: field('9.98'), total: field('114.98'), tpsNumber: field('123456789RT0001'), tvqNumber: NOTHING,
  lines: [{ description: field('Câble'), quantity: field('2'), unitPrice: field('50.00'), amount: field('100.00') }],
  otherTaxes: [],
};
const BLANK_INVOICE = { supplier: NOTHING, number: NOTHING, date: NOTHING, dueDate: NOTHING, currency: NOTHING, subtotal: NOTHING, tps: NOTHING, tvq: NOTHING, total: NOTHING, tpsNumber: NOTHING, tvqNumber: NOTHING, lines: [], otherTaxes: [] };
export const LABEL_ANSWER = { brand: field('TP-Link'), model: field('XX230v'), serial: field('tplg 9999 0001'), mac: field('02-00-5e-00-53-01'), gponSerial: field('54504C4799990001'), wifiName: field('Maison'), wifiKey: field('pomme-12') };
const BLANK_LABEL = { brand: NOTHING, model: NOTHING, serial: NOTHING, mac: NOTHING, gponSerial: NOTHING, wifiName: NOTHING, wifiKey: NOTHING };

const sizeOf = async (base64: string): Promise<readonly [number, number]> => sharp(Buffer.from(base64, 'base64')).metadata().then(({ width, height }) => [width, height] as const);

function transcriptOf(wantsInvoice: boolean, sizes: Seen['sizes']): object {
  const isBlank = sizes.every(([width]) => width === 300);
  if (wantsInvoice) return isBlank ? BLANK_INVOICE : INVOICE_ANSWER;
  return isBlank ? BLANK_LABEL : LABEL_ANSWER;
}

/** Google's address on this machine: it holds every request to the API's description, and answers as the model would. */
export async function openGeminiStandIn(): Promise<GeminiStandIn> {
  const seen: Seen[] = [];
  const keys = new Set<string>();
  const script: Scripted[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => void answer(Buffer.concat(pieces).toString('utf8')));
    const say = (status: number, body: object): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const refuse = (status: number, message: string): void => say(status, { error: { code: status, message, status: 'INVALID_ARGUMENT' } });
    async function answer(text: string): Promise<void> {
      const { headers, url = '' } = request;
      const key = String(headers['x-goog-api-key']);
      if (request.method !== 'POST' || !/^\/v1beta\/models\/[a-z0-9.-]+:generateContent$/.test(url)) return refuse(404, 'no such method');
      if (!keys.has(key)) return refuse(400, 'API key not valid. Please pass a valid API key.');
      const body: unknown = JSON.parse(text);
      if (!Value.Check(Request, body)) return refuse(400, `Invalid JSON payload received: ${JSON.stringify([...Value.Errors(Request, body)][0])}`);
      const parts = body.contents[0]!.parts;
      const sizes = await Promise.all(parts.flatMap((part) => ('inlineData' in part ? [sizeOf(part.inlineData.data)] : [])));
      const wantsInvoice = 'supplier' in ((body.generationConfig.responseSchema as unknown as { properties: object }).properties);
      seen.push({ key, url, instruction: body.systemInstruction.parts.map((part) => part.text).join(' '), sizes, wantsInvoice });
      const next = script.shift();
      if (next === 'hang') return;
      if (next !== undefined && 'status' in next) return refuse(next.status, 'as told');
      const transcribed = transcriptOf(wantsInvoice, sizes);
      say(200, { candidates: [{ content: { role: 'model', parts: [{ text: next?.text ?? JSON.stringify(transcribed) }] }, finishReason: 'STOP', index: 0 }], usageMetadata: { totalTokenCount: 1 } });
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    keys,
    script,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
