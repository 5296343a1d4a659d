import { createHash, randomBytes } from 'node:crypto';
import type { ProblemBody } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../test/harness.ts';
import type { TestHub } from '../../../test/harness.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const jpeg = (size = 2000): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(size)]);
const sha = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const put = async (name: string, payload: Buffer, type = 'image/jpeg') => hub.app.inject({ method: 'PUT', url: `/v1/blobs/${name}`, headers: { ...(await hub.as('technician')), 'content-type': type }, payload });

describe('photos from the field', () => {
  it('are kept under the hash of their content, once', async () => {
    const photo = jpeg();
    const [first, again] = [await put(sha(photo), photo), await put(sha(photo), photo)];
    expect([first.statusCode, again.statusCode, again.json<object>()]).toEqual([201, 200, { sha256: sha(photo), bytes: photo.length, mediaType: 'image/jpeg' }]);
    const read = await hub.app.inject({ url: `/v1/blobs/${sha(photo)}`, headers: await hub.as('dispatcher') });
    expect([read.rawPayload.equals(photo), read.headers['content-type'], read.headers['content-security-policy']]).toEqual([true, 'image/jpeg', "default-src 'none'; sandbox"]);
  });

  it('are sent again when they arrive damaged', async () => {
    const answer = await put(sha(jpeg()), jpeg());
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
    const answer = await put('0'.repeat(64), jpeg(15 * 1024 * 1024));
    expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([413, 'too_large']);
  });

  it('are taken from nobody who is not signed in', async () => {
    const answer = await hub.app.inject({ method: 'PUT', url: `/v1/blobs/${'0'.repeat(64)}`, headers: { 'content-type': 'image/jpeg' }, payload: jpeg() });
    expect(answer.statusCode).toBe(401);
  });
});
