import { createHash, randomBytes } from 'node:crypto';
import type { ProblemBody, UploadState } from '@gigafibre/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../test/harness.ts';
import type { TestHub } from '../../../test/harness.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** A picture of noise, which does not compress: about as many kilobytes as asked for. */
const noise = (side: number) => sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } });
const jpeg = (side = 40): Promise<Buffer> => noise(side).jpeg({ quality: 90 }).toBuffer();
const sha = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const put = async (name: string, payload: Buffer, type = 'image/jpeg', role: 'technician' | 'dispatcher' = 'technician') => hub.app.inject({ method: 'PUT', url: `/v1/blobs/${name}`, headers: { ...(await hub.as(role)), 'content-type': type }, payload });
const read = async (name: string) => hub.app.inject({ url: `/v1/blobs/${name}`, headers: await hub.as('dispatcher') });

describe('photos from the field', () => {
  it('are kept under the hash of their content, once', async () => {
    const photo = await jpeg();
    const [first, again] = [await put(sha(photo), photo), await put(sha(photo), photo)];
    expect([first.statusCode, again.statusCode, again.json<object>()]).toEqual([201, 200, { sha256: sha(photo), bytes: photo.length, mediaType: 'image/jpeg' }]);
    const kept = await read(sha(photo));
    expect([kept.rawPayload.equals(photo), kept.headers['content-type'], kept.headers['content-security-policy']]).toEqual([true, 'image/jpeg', "default-src 'none'; sandbox"]);
  });

  it('are sent again when they arrive damaged', async () => {
    const answer = await put(sha(await jpeg()), await jpeg());
    expect(answer.json<ProblemBody>()).toMatchObject({ code: 'content_mismatch', retry: 'later' });
  });

  it.each([
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['nothing', Buffer.alloc(0)],
  ])('are told from %s by their first bytes, not by what they are called', async (_, content) => {
    const answer = await put(sha(content), content);
    expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([415, 'unsupported_media']);
  });

  it('are refused above 15 MB', async () => {
    const answer = await put('0'.repeat(64), randomBytes(15 * 1024 * 1024 + 1));
    expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([413, 'too_large']);
  });

  it('are taken from nobody who is not signed in', async () => {
    const answer = await hub.app.inject({ method: 'PUT', url: `/v1/blobs/${'0'.repeat(64)}`, headers: { 'content-type': 'image/jpeg' }, payload: await jpeg() });
    expect(answer.statusCode).toBe(401);
  });
});

const PLACE = { IFD0: { Make: 'Phone', Software: 'secret', ImageDescription: '45.12345' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 7/1 24/1' } };
const telling = (kind: 'jpeg' | 'png' | 'webp'): Promise<Buffer> => noise(32)[kind]().withExif(PLACE).withMetadata({ orientation: 6 }).withExifMerge(PLACE).toBuffer();

describe('what a phone’s camera wrote beside a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is not kept with a %s: neither the place nor the device, and the picture is the same', async (kind) => {
    const photo = await telling(kind);
    expect(photo.includes('secret')).toBe(true);
    expect((await put(sha(photo), photo, `image/${kind}`)).statusCode).toBe(201);
    const kept = (await read(sha(photo))).rawPayload;
    const [before, after] = await Promise.all([photo, kept].map((each) => sharp(each).raw().toBuffer()));
    expect([kept.includes('secret'), kept.includes('45.12345'), after?.equals(before ?? Buffer.alloc(0))]).toEqual([false, false, true]);
    const { exif, orientation } = await sharp(kept).metadata();
    expect(kind === 'jpeg' ? orientation : exif).toBe(kind === 'jpeg' ? 6 : undefined);
  });

  it('ends with the picture: what phones hang behind it is left out', async () => {
    const photo = Buffer.concat([await jpeg(), Buffer.from('a film of the moment')]);
    await put(sha(photo), photo);
    expect((await read(sha(photo))).rawPayload.includes('film')).toBe(false);
  });

  it('is kept with what the office uploads', async () => {
    const photo = await telling('jpeg');
    await put(sha(photo), photo, 'image/jpeg', 'dispatcher');
    expect((await read(sha(photo))).rawPayload.equals(photo)).toBe(true);
  });

  it('cannot hide in a photo that is built wrongly', async () => {
    const whole = await jpeg();
    for (const photo of [whole.subarray(0, whole.length - 2), Buffer.concat([whole.subarray(0, 4), Buffer.from([0xff, 0xff]), whole.subarray(6)])]) {
      expect((await put(sha(photo), photo)).json<ProblemBody>()).toMatchObject({ status: 422, code: 'media_damaged', retry: 'never' });
    }
  });
});

describe('a photo that arrives in pieces', () => {
  const PIECE = 10_000;
  const send = async (photo: Buffer, offset: number, { name = sha(photo), piece = PIECE, user = 'tech-001@demo.gigafibre.ca' } = {}) =>
    hub.app.inject({
      method: 'PATCH',
      url: `/v1/uploads/${name}`,
      headers: { ...(await hub.as('technician', { user })), 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'upload-length': String(photo.length) },
      payload: photo.subarray(offset, offset + piece),
    });
  const stateOf = async (name: string) => (await hub.app.inject({ url: `/v1/uploads/${name}`, headers: await hub.as('technician') })).json<UploadState>();

  it('goes on at every boundary where it was cut, and is whole at the end', async () => {
    const photo = await jpeg(300);
    const pieces = Math.ceil(photo.length / PIECE);
    expect(pieces).toBeGreaterThan(3);
    for (let at = 0; at < pieces; at += 1) {
      const { offset } = await stateOf(sha(photo));
      expect(offset).toBe(at * PIECE);
      expect((await send(photo, offset)).json<UploadState>()).toMatchObject({ offset: Math.min(photo.length, offset + PIECE) });
    }
    expect(await stateOf(sha(photo))).toEqual({ sha256: sha(photo), offset: photo.length, blob: { sha256: sha(photo), bytes: photo.length, mediaType: 'image/jpeg' } });
    expect(sha((await read(sha(photo))).rawPayload)).toBe(sha(photo));
    expect((await send(photo, 0)).json<UploadState>()).toMatchObject({ offset: photo.length, blob: { sha256: sha(photo) } });
  });

  it('takes a piece once that comes twice, and says where to go on', async () => {
    const photo = await jpeg(300);
    const [one, two] = await Promise.all([send(photo, 0), send(photo, 0)]);
    expect([one.statusCode, two.statusCode].sort()).toEqual([200, 409]);
    expect((await send(photo, PIECE * 2)).json<ProblemBody>()).toMatchObject({ code: 'upload_offset', retry: 'later', facts: { offset: PIECE } });
  });

  it('begins anew when the whole is not what its name says', async () => {
    const photo = await jpeg(60);
    const name = sha(randomBytes(8));
    expect((await send(photo, 0, { name })).json<ProblemBody>()).toMatchObject({ code: 'content_mismatch', retry: 'later' });
    expect((await stateOf(name)).offset).toBe(0);
  });

  it('cannot be spoilt by somebody else', async () => {
    const photo = await jpeg(300);
    await send(photo, 0);
    await send(randomBytes(photo.length), 0, { name: sha(photo), user: 'tech-002@demo.gigafibre.ca' });
    for (let offset = PIECE; offset < photo.length; offset += PIECE) await send(photo, offset);
    expect(sha((await read(sha(photo))).rawPayload)).toBe(sha(photo));
  });

  it('is refused when it is longer than it said, or than a photo may be', async () => {
    const photo = await jpeg(60);
    const headers = { ...(await hub.as('technician')), 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    const give = async (length: number) => (await hub.app.inject({ method: 'PATCH', url: `/v1/uploads/${sha(photo)}`, headers: { ...headers, 'upload-length': String(length) }, payload: photo })).json<ProblemBody>().code;
    expect([await give(10), await give(16 * 1024 * 1024)]).toEqual(['invalid_request', 'too_large']);
  });
});
