import { describe, expect, it } from 'vitest';
import { aDay, aDevice, aVisit } from '../../../stores/offline/offline.fixtures.ts';
import { findDevice } from '../find-device.ts';
import { keptCards } from '../kept-cards.ts';
import { isWished } from './agreement.ts';
import { asItIs } from './as-it-is.ts';
import { troubleOf } from './camera-trouble.ts';
import { deviceCodeOf } from './label-codes.ts';

const file = (bytes: string): Blob => new Blob([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))]);

describe('a camera that does not open (R40)', () => {
  it('was refused, is absent or is held by another app, each told by itself', () => {
    expect(['NotAllowedError', 'NotFoundError', 'NotReadableError', 'OverconstrainedError'].map((name) => troubleOf(new DOMException('', name)))).toEqual(['refused', 'absent', 'busy', 'absent']);
    expect(troubleOf(new TypeError('navigator.mediaDevices is undefined'))).toBe('absent');
  });

  it('is not what our own faults are taken for', () => {
    expect(troubleOf(new RangeError('ours'))).toBe(undefined);
  });
});

describe('what a scan is for', () => {
  it('is a device by its serial or MAC, and a part by any short printed code', () => {
    expect(['TPLG1A2B3C4D', '02:1A:2B:3C:4D:5E', '0628000123453'].every((text) => isWished('device', text))).toBe(true);
    expect(['0628000123453', 'CABLE-SC/APC 3m', 'Connecteur SC'].every((text) => isWished('part', text))).toBe(true);
  });

  it('is found among the several things of one square', () => {
    expect(deviceCodeOf('S/N:2230722099830;MAC:026673AF4165;PONSN:TPLG7062C195')).toBe('2230722099830');
    expect(deviceCodeOf('MAC: 02-66-73-AF-41-65, PON SN: 54504C477062C195')).toBe('TPLG7062C195');
    expect(deviceCodeOf('MODEL:XX230v;MAC:026673AF4165')).toBe('026673AF4165');
  });

  it('is never an address, a program or the key of a Wi-Fi', () => {
    const others = ['javascript:alert(1)', 'https://exemple.ca/x?y=1', 'WIFI:T:WPA;S:Maison;P:secret;;', '<img src=x onerror=alert(1)>'];
    expect(others.filter((text) => isWished('device', text) || isWished('part', text))).toEqual([]);
  });
});

describe('a photo that this browser cannot open', () => {
  it('goes to the hub as it is when it is HEIC', async () => {
    expect((await asItIs(file('\0\0\0\u0018ftypheic\0\0\0\0')))?.mediaType).toBe('image/heic');
  });

  it('is no photo otherwise', async () => {
    expect(await asItIs(file('not a picture at all'))).toBe(undefined);
  });
});

describe('a device of the kept day (R42, R43)', () => {
  const bySerial = aDevice('ZTEG00AA11BB', { status: 'Active', barcode: 'TPLG1A2B3C4D', macAddress: '02:00:AA:11:BB:22', gponSerial: '' });
  const byCode = aDevice('TPLG1A2B3C4D', { status: 'Active', barcode: '0628000123453', gponSerial: 'TPLGFFFF0001' });
  const day = aDay({ visits: [aVisit('VIS-1', { equipment: [bySerial, byCode] })] });
  const found = (text: string) => {
    const known = findDevice(day, text, 'VIS-1');
    return known !== undefined && 'device' in known ? known.device.serial : undefined;
  };

  it('is found by serial before bar code before MAC', () => {
    expect(['TPLG1A2B3C4D', 'TPLGFFFF0001', '0628000123453', '0200aa11bb22'].map(found)).toEqual(['TPLG1A2B3C4D', 'TPLG1A2B3C4D', 'TPLG1A2B3C4D', 'ZTEG00AA11BB']);
  });

  it('has its seven cards without a network, and one that is not of the day has none', () => {
    expect(keptCards(day, 'ZTEG00AA11BB')).toMatchObject({ equipment: { equipment: { serial: 'ZTEG00AA11BB' } }, customer: { name: day.visits[0]?.customer.name }, subscription: day.visits[0]?.subscriptions });
    expect(keptCards(day, 'HWTC11223344')).toBe(undefined);
  });
});
