import type { LabelReading } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { isDoubtful } from '../readings/index.ts';
import { formOfLabel, marksOfLabel, receiptOf, wrongIn } from './label-form.ts';

const field = (value: string | null, confidence = 0.99, text = value) => ({ value, text, confidence: value === null ? 0.3 : confidence, box: null });
const LABEL: LabelReading = {
  source: 'embedded',
  brand: field('TP-Link'),
  model: field('XX230v'),
  serial: { ...field(null, 0, '223045000112B'), choices: ['2230450001128', '2230450001126'] },
  mac: field('02:00:5E:00:53:01'),
  gponSerial: field('TPLG1A2B3C4D'),
  wifiName: field('Maison'),
  wifiKey: field('pomme-12'),
  barcodes: [],
};

describe('a label on the office’s desk (R41)', () => {
  it('leaves a doubtful serial to whoever looks, with what it may be', () => {
    const form = formOfLabel(LABEL);
    expect([form.serial, form.category, wrongIn(form)]).toEqual(['', 'ONT', ['serial']]);
    const mark = marksOfLabel(LABEL).get('serial');
    expect([isDoubtful(mark), mark?.choices]).toEqual([true, ['2230450001128', '2230450001126']]);
  });

  it('becomes a device in stock as the label says, without the key of its Wi-Fi', () => {
    const form = { ...formOfLabel(LABEL), serial: '2230450001128', mac: '02-00-5e-00-53-01' };
    expect(receiptOf('r', form)).toEqual({ reading: 'r', serial: '2230450001128', category: 'ONT', gponSerial: 'TPLG1A2B3C4D', macAddress: '02:00:5E:00:53:01', brand: 'TP-Link', model: 'XX230v', wifiName: 'Maison' });
  });

  it('refuses what is no address and no GPON serial', () => {
    const form = { ...formOfLabel(LABEL), serial: '2230450001128', mac: '02:00', gponSerial: 'TPLG12' };
    expect(wrongIn(form)).toEqual(['gponSerial', 'mac']);
    expect(() => receiptOf('r', form)).toThrow(RangeError);
  });

  it('takes a mesh node for one by its model', () => {
    expect(formOfLabel({ ...LABEL, gponSerial: { value: null, text: null, confidence: 0, box: null }, model: field('Deco XE75') }).category).toBe('Mesh');
  });
});
