/** What the hub takes at most. */
const LARGEST = 15 * 1024 * 1024;
const HEIC = /^ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1)$/;

/**
 * A photo of an iPhone, sent as it came: few browsers open HEIC, the hub does.
 * @returns undefined for everything else, which is no photo that anybody here can read.
 */
export async function asItIs(file: Blob): Promise<{ readonly bytes: ArrayBuffer; readonly mediaType: string } | undefined> {
  const head = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer());
  return HEIC.test(head) && file.size <= LARGEST ? { bytes: await file.arrayBuffer(), mediaType: 'image/heic' } : undefined;
}
