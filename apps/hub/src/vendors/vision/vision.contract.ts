import { InvoiceReading, LabelReading } from '@gigafibre/contracts';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { Picture, VisionReader } from './vision.port.ts';

export interface VisionSubject {
  readonly reader: () => VisionReader;
  /** A page of the invoice DFN-2041 of Fibre Nord inc., 100.00 before tax, 114.98 in all. */
  readonly invoicePage: () => Picture;
  /** A label that says `S/N: 2230450001128` beside a bar code that says 2230450001123. */
  readonly label: () => Picture;
}

const patient = () => ({ signal: AbortSignal.timeout(60_000) });
/** A white page with nothing on it. */
export const BLANK: Picture = { data: new Uint8Array(300 * 300 * 3).fill(255), width: 300, height: 300, channels: 3 };

/** What every reader of invoices and labels does, whoever makes it. */
export function visionContract({ reader, invoicePage, label }: VisionSubject): void {
  describe('a reader of invoices and labels', () => {
    it('reads what is printed, in our form, and says who read it', async () => {
      const reading = await reader().readInvoice([invoicePage()], patient());
      expect([...Value.Errors(InvoiceReading, reading)]).toEqual([]);
      expect([reading.source, reading.number.value, reading.date.value, reading.total.value, reading.tps.value, reading.tvq.value]).toEqual([reader().source, 'DFN-2041', '2026-03-02', 11_498, 500, 998]);
    });

    it('is sure of a value by a share between none and all, and of nothing that it did not read', async () => {
      const { total, dueDate } = await reader().readInvoice([invoicePage()], patient());
      expect([total.confidence > 0.5, total.confidence <= 1, dueDate.value, dueDate.confidence]).toEqual([true, true, null, 0]);
    });

    it('finds nothing on a blank page, which is no error', async () => {
      const [invoice, label] = await Promise.all([reader().readInvoice([BLANK], patient()), reader().readLabel(BLANK, patient())]);
      expect([[...Value.Errors(InvoiceReading, invoice)], [...Value.Errors(LabelReading, label)]]).toEqual([[], []]);
      expect([invoice.total.value, invoice.number.value, invoice.lines, label.serial.value, label.mac.value, label.wifiKey.value]).toEqual([null, null, [], null, null, null]);
    });

    it('believes a bar code more than the print beside it, and says which codes there were', async () => {
      const reading = await reader().readLabel(label(), patient());
      expect([...Value.Errors(LabelReading, reading)]).toEqual([]);
      expect([reading.serial.value, reading.serial.confidence > 0.9, reading.barcodes.map(({ format, text }) => [format, text])]).toEqual(['2230450001123', true, [['code-128', '2230450001123']]]);
    });

    it('tells how many pages are read', async () => {
      const done: number[] = [];
      await reader().readInvoice([invoicePage(), BLANK], { ...patient(), onPage: (count) => done.push(count) });
      expect(done.at(-1)).toBe(2);
    });

    it('stops when it is told to, with the reason it was given', async () => {
      const reason = new Error('the hub is closing');
      await expect(reader().readInvoice([invoicePage()], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });
  });
}
