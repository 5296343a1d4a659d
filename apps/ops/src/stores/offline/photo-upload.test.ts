import { describe, expect, it } from 'vitest';
import { LARGEST_PIECE } from '@gigafibre/contracts';
import { sha256Of } from './photo-store.ts';
import { uploadPhoto, type UploadWire } from './photo-upload.ts';
import type { Reply } from './queue-ports.ts';

const json = (status: number, body: object, contentType = 'application/json'): Reply => ({ kind: 'answer', status, contentType, retryAfter: '', body });
const SILENCE: Reply = { kind: 'silence' };
type Fate = 'request lost' | 'reply lost' | 'portal';

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

/** A hub that keeps what arrives; the n-th exchange is cut. */
function createWire(cutAt = -1, fate: Fate = 'request lost') {
  let held = new Uint8Array();
  let exchanges = 0;
  let whole: Uint8Array<ArrayBuffer> | undefined;
  const meet = (act: () => Reply): Reply => {
    exchanges += 1;
    if (exchanges !== cutAt) return act();
    if (fate === 'portal') return json(200, { login: true }, 'text/html');
    if (fate === 'reply lost') act();
    return SILENCE;
  };
  const state = (sha256: string): Reply => json(200, { sha256, offset: held.length, blob: whole === undefined ? null : { sha256, bytes: held.length, mediaType: 'image/jpeg' } });
  const wire: UploadWire = {
    whole: async (sha256, bytes) => meet(() => ((whole = new Uint8Array(bytes)), json(201, { sha256, bytes: bytes.byteLength, mediaType: 'image/jpeg' }))),
    state: async (sha256) => meet(() => state(sha256)),
    piece: async (sha256, { offset, length, bytes }) =>
      meet(() => {
        if (offset !== held.length) return json(409, { code: 'upload_offset', status: 409, retry: 'later', facts: { offset: held.length } }, 'application/problem+json');
        held = joined(held, new Uint8Array(bytes));
        if (held.length === length) whole = held;
        return state(sha256);
      }),
  };
  return { wire, arrived: () => whole, exchanges: () => exchanges };
}

const photo = Uint8Array.from({ length: LARGEST_PIECE * 3 + 77 }, (_, at) => (at * 31 + (at >> 8)) % 256).buffer;
const PIECES = 4;

describe('a photo on its way to the hub (R39)', () => {
  it('goes whole when it is small, and in pieces when it is not', async () => {
    const small = createWire();
    await uploadPhoto(small.wire, 'a'.repeat(64), photo.slice(0, 1000));
    const large = createWire();
    expect(await uploadPhoto(large.wire, await sha256Of(photo), photo)).toMatchObject({ status: 200 });
    expect([small.exchanges(), large.exchanges()]).toEqual([1, 1 + PIECES]);
  });

  it.each(['request lost', 'reply lost', 'portal'] as const)('goes on after every place where it may be cut (%s), and arrives as it was', async (fate) => {
    const name = await sha256Of(photo);
    for (let cutAt = 1; cutAt <= 1 + PIECES; cutAt += 1) {
      const { wire, arrived, exchanges } = createWire(cutAt, fate);
      const cut = await uploadPhoto(wire, name, photo);
      expect(cut.kind === 'silence' || cut.contentType === 'text/html').toBe(true);
      expect(await uploadPhoto(wire, name, photo)).toMatchObject({ status: 200 });
      expect(await sha256Of(arrived()?.buffer ?? new ArrayBuffer())).toBe(name);
      // Nothing that had arrived was sent again.
      expect(exchanges()).toBeLessThanOrEqual(1 + PIECES + 2);
    }
  });

  it('goes on from where the hub says, and stops asking a hub that makes no sense', async () => {
    const name = await sha256Of(photo);
    const { wire, arrived } = createWire();
    await wire.piece(name, { offset: 0, length: photo.byteLength, bytes: photo.slice(0, 1000) });
    const guessing: UploadWire = { ...wire, state: async (sha256) => json(200, { sha256, offset: 0, blob: null }) };
    await uploadPhoto(guessing, name, photo);
    expect(await sha256Of(arrived()?.buffer ?? new ArrayBuffer())).toBe(name);
    let asked = 0;
    const saying = (reply: Reply): UploadWire => ({ ...wire, state: guessing.state, piece: async () => ((asked += 1), reply) });
    await uploadPhoto(saying(json(409, { code: 'upload_offset', status: 409, retry: 'later', facts: { offset: 0 } })), name, photo);
    await uploadPhoto(saying(json(200, { sha256: name, offset: photo.byteLength, blob: null })), name, photo);
    expect(asked).toBeLessThan(15);
  });

  it('goes whole to a hub that knows no pieces', async () => {
    const { wire } = createWire();
    const old: UploadWire = { ...wire, state: async () => json(404, { code: 'not_found', status: 404, retry: 'never' }) };
    expect(await uploadPhoto(old, 'a'.repeat(64), photo)).toMatchObject({ status: 201 });
  });
});
