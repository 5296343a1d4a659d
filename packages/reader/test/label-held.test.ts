import { describe, expect, it } from 'vitest';
import { heldAgainstCodes, type Barcode, type LabelFields, type Read } from '../src/index.ts';

const nothing: Read<string> = { value: null, text: null, confidence: 0, box: null };
const said = (value: string, confidence = 0.98): Read<string> => ({ value, text: value, confidence, box: { page: 0, x: 0.1, y: 0.1, w: 0.3, h: 0.05 } });
const label = (fields: Partial<LabelFields>): LabelFields => ({ brand: nothing, model: nothing, serial: nothing, mac: nothing, gponSerial: nothing, wifiName: nothing, wifiKey: nothing, ...fields });
const code = (text: string, format = 'code-128'): Barcode => ({ format, text, box: { page: 0, x: 0.2, y: 0.2, w: 0.4, h: 0.1 } });

describe('a label that a model has read (R41)', () => {
  it('takes the value of a bar code over what the model says', () => {
    const { serial } = heldAgainstCodes(label({ brand: said('TP-Link'), serial: said('2230450001128') }), [code('2230450001123')]);
    expect([serial.value, serial.confidence, serial.box?.x]).toEqual(['2230450001123', 0.99, 0.2]);
  });

  it('takes what a code names, and the Wi-Fi key that phones join by', () => {
    const read = heldAgainstCodes(label({ wifiKey: said('pomme-l2') }), [code('S/N:2230450001123;MAC:025E005300A1', 'qr'), code('WIFI:T:WPA;S:Maison;P:pomme-12;;', 'qr')]);
    expect([read.serial.value, read.mac.value, read.wifiName.value, read.wifiKey.value]).toEqual(['2230450001123', '02:5E:00:53:00:A1', 'Maison', 'pomme-12']);
  });

  it('offers both where two codes contradict each other, and where a code without a check digit contradicts the model', () => {
    const two = heldAgainstCodes(label({ serial: said('2230450001123') }), [code('2230450001123'), code('2230450001124')]).serial;
    expect([two.value, two.choices?.slice(0, 2)]).toEqual([null, ['2230450001123', '2230450001124']]);
    const plain = heldAgainstCodes(label({ serial: said('XE75009128') }), [code('XE75009123', 'code-39')]).serial;
    expect([plain.value, plain.choices?.[0], plain.choices?.includes('XE75009128')]).toEqual([null, 'XE75009123', true]);
    expect(heldAgainstCodes(label({ serial: said('XE75009123') }), [code('XE75009123', 'code-39')]).serial.value).toBe('XE75009123');
  });

  it('without a code is no more than likely, with what each character may be instead', () => {
    const { gponSerial } = heldAgainstCodes(label({ gponSerial: said('TPLG1A2B3C4D') }), []);
    expect([gponSerial.value, gponSerial.confidence, gponSerial.choices?.[0], gponSerial.choices?.includes('TPLG1A283C4D')]).toEqual(['TPLG1A2B3C4D', 0.8, 'TPLG1A2B3C4D', true]);
  });

  it('offers what the characters may be where they fit no form, and nothing where they are no identifier', () => {
    const { gponSerial, mac } = heldAgainstCodes(label({ gponSerial: { ...nothing, text: 'TPLG1A2B3C4O' }, mac: { ...nothing, text: 'set price 0' } }), []);
    expect([gponSerial.value, gponSerial.choices?.[0]]).toEqual([null, 'TPLG1A2B3C40']);
    expect([mac.value, mac.confidence, mac.choices]).toEqual([null, 0, undefined]);
  });

  it('does not take the code of the model, or a group’s address, for a device’s', () => {
    const read = heldAgainstCodes(label({ model: said('XX230V-1200'), mac: said('01:00:5E:00:53:01') }), [code('XX230V-1200')]);
    expect([read.serial.value, read.mac.value]).toEqual([null, null]);
  });
});
