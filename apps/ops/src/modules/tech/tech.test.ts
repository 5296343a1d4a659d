import { mount, RouterLinkStub } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { loadWords, switchLanguage } from '../../app/i18n.ts';
import { aDay, aDevice, aVisit } from '../../stores/offline/offline.fixtures.ts';
import SyncBadge from './components/SyncBadge.vue';
import { findDevice } from './find-device.ts';
import { createAgreement } from './scan/agreement.ts';

async function badge(language: 'fr' | 'en', waiting: number, refused = 0, isRead = true): Promise<string> {
  await switchLanguage(language);
  await loadWords(['tech']);
  return mount(SyncBadge, { props: { waiting, refused, isSending: false, isRead }, global: { stubs: { RouterLink: RouterLinkStub } } }).text();
}

afterEach(() => switchLanguage('fr'));

describe('what has not reached the hub, on every screen (R54)', () => {
  it('counts in French: none, one, several', async () => {
    expect([await badge('fr', 0), await badge('fr', 1), await badge('fr', 2), await badge('fr', 3)]).toEqual(['Synchronisé', '1 action en attente de sync', '2 actions en attente de sync', '3 actions en attente de sync']);
  });

  it('counts in English: none, one, several', async () => {
    expect([await badge('en', 0), await badge('en', 1), await badge('en', 3)]).toEqual(['Synced', '1 action waiting to sync', '3 actions waiting to sync']);
  });

  it('says nothing of the queue before it was read', async () => {
    expect([await badge('fr', 0, 0, false), await badge('en', 0, 0, false)]).toEqual(['Lecture de la file…', 'Reading the queue…']);
  });

  it('puts a refusal first', async () => {
    expect([await badge('fr', 3, 1), await badge('fr', 0, 2)]).toEqual(['1 action refusée', '2 actions refusées']);
  });
});

describe('a scanned code (R40)', () => {
  const bars = (text: string) => [{ text, format: 'code-128' as const }];

  it('counts at once when it is a GPON serial, a MAC or a code in two dimensions', () => {
    expect(createAgreement().accept(bars('TPLG1A2B3C4D'))?.text).toBe('TPLG1A2B3C4D');
    expect(createAgreement().accept(bars('021A2B3C4D5E'))?.text).toBe('021A2B3C4D5E');
    expect(createAgreement().accept([{ text: 'XE75-0091', format: 'qr' }])?.text).toBe('XE75-0091');
  });

  it('counts otherwise when two frames agree, whatever was misread between them', () => {
    const agreement = createAgreement();
    expect([bars('XE75-0091'), bars('XE7S-0091'), [], bars('XE75-0091')].map((reads) => agreement.accept(reads)?.text)).toEqual([undefined, undefined, undefined, 'XE75-0091']);
  });

  it('is not the code of the Wi-Fi or of a web page that labels also carry', () => {
    const others = ['WIFI:T:WPA;S:TPLink_530A;P:13638763;;', 'http://tplinkwifi.net'].map((text) => ({ text, format: 'qr' as const }));
    expect(createAgreement().accept(others)).toBe(undefined);
    expect(createAgreement().accept([...others, ...bars('TPLG1A2B3C4D')])?.text).toBe('TPLG1A2B3C4D');
  });
});

describe('a device looked up on the phone (R42)', () => {
  const active = aDevice('ZTEG00AA11BB', { status: 'Active', macAddress: '02:00:AA:11:BB:22' });
  const day = aDay({ visits: [aVisit('VIS-1'), aVisit('VIS-2', { equipment: [active], location: null })] });
  const apart = aDay({ visits: day.visits.map((each) => ({ ...each, location: { name: `LOC-${each.visit.name}` } as NonNullable<typeof each.location> })) });

  it('is free in the van, whichever of its labels was read', () => {
    expect(findDevice(apart, '5450 4C47 1A2B 3C4D', 'VIS-1')?.found).toBe('free');
    expect(findDevice(apart, '02-1a-2b-3c-4d-5e', 'VIS-1')?.found).toBe('free');
  });

  it('is here at its own place and a hard stop at another customer’s', () => {
    expect(findDevice(apart, 'ZTEG00AA11BB', 'VIS-2')?.found).toBe('here');
    expect(findDevice(apart, 'ZTEG00AA11BB', 'VIS-1')).toEqual({ found: 'elsewhere', serial: 'ZTEG00AA11BB', city: 'Sainte-Clotilde' });
  });

  it('is for the hub to say when the phone has never heard of it, and nothing when it is no code', () => {
    expect(findDevice(apart, 'HWTC11223344', 'VIS-1')).toEqual({ found: 'unsure', serial: 'HWTC11223344' });
    expect(findDevice(apart, '??', 'VIS-1')).toBeUndefined();
  });
});
