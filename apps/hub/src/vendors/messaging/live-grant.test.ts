import { describe, expect, it } from 'vitest';
import { ACCOUNTS, makeGrants } from '../../../test/outbound/grants.ts';
import { LiveGrant, type GrantClaim } from './live-grant.ts';

const ISSUED = 1_800_000_000;
const book = await makeGrants(ISSUED);
const claim = (given: Partial<GrantClaim> = {}, nowSeconds = ISSUED + 60) =>
  LiveGrant.claim({ mode: 'live', environment: 'production', grant: book.grants[0]!.text, publicKey: book.publicKey, accounts: ACCOUNTS, ...given }, nowSeconds);
const granted = async (...given: Parameters<typeof claim>): Promise<LiveGrant> => {
  const grant = await claim(...given);
  if (!(grant instanceof LiveGrant)) throw new Error(grant.join(', '));
  return grant;
};

describe('the right to reach real people (R26)', () => {
  it('is given where a person has signed for this environment, mode, channel and account', async () => {
    const grant = await granted();
    expect([grant.covers('sms', ISSUED + 60), grant.covers('email', ISSUED + 60)]).toEqual([true, true]);
  });

  it('ends with the grant, in a hub that still runs', async () => {
    const grant = await granted();
    expect([grant.covers('sms', ISSUED + 30 * 86_400 - 1), grant.covers('sms', ISSUED + 30 * 86_400)]).toEqual([true, false]);
  });

  it.each(['', 'sandbox', 'LIVE', ' live', 'true', 'production'])('is not given for OUTBOUND=« %s »', async (mode) => {
    expect(await claim({ mode })).toEqual(['sandboxed']);
  });

  it.each(['', 'staging', 'Production', 'prod'])('is not given live to the environment « %s »', async (environment) => {
    expect(await claim({ environment })).toEqual(['not-production']);
  });

  it('is not given without a grant, or without the key to check it with', async () => {
    expect(await claim({ grant: '' })).toEqual(['no-grant']);
    expect(await claim({ publicKey: '' })).toEqual(['no-grant']);
    expect(await claim({ publicKey: 'not a key' })).toEqual(['bad-grant']);
  });

  it('is not given for what somebody else, something else or nobody has signed', async () => {
    const forged = book.grants.filter(({ isAuthentic, text }) => !isAuthentic && text !== '');
    expect(forged.length).toBeGreaterThan(8);
    for (const { text } of forged) expect(await claim({ grant: text })).toEqual(['bad-grant']);
  });

  it('is not given before it was signed, after its end, or for more than thirty days', async () => {
    expect(await claim({}, ISSUED - 1)).toEqual(['bad-grant']);
    expect(await claim({}, ISSUED + 30 * 86_400)).toEqual(['bad-grant']);
    const long = book.grants.find(({ endsSeconds, isAuthentic }) => isAuthentic && endsSeconds - ISSUED > 30 * 86_400);
    expect(await claim({ grant: long?.text ?? '' })).toEqual(['too-long']);
  });

  it('covers a channel only with the account that the grant names', async () => {
    const grant = await granted({ accounts: { ...ACCOUNTS, email: 'another' } });
    expect([grant.covers('sms', ISSUED + 60), grant.covers('email', ISSUED + 60)]).toEqual([true, false]);
    expect(await claim({ accounts: { sms: '', email: '' } })).toEqual(['no-channel']);
  });
});
