import { createEmbeddedReader } from './embedded-reader.ts';
import { createGeminiReader } from './gemini.ts';
import { keyFrom } from './key-file.ts';
import type { VisionReader } from './vision.port.ts';

export type VisionConfig = { readonly kind: 'embedded' } | { readonly kind: 'gemini'; readonly key: { readonly value: string } | { readonly file: string }; readonly model: string; readonly baseUrl: string | undefined };

/**
 * The readers there are: the embedded one always, the cloud one where there is a key.
 * @param today the calendar day at the site.
 */
export function openReaders(config: VisionConfig, today: () => string): { readonly embedded: VisionReader; readonly cloud?: VisionReader } {
  const embedded = createEmbeddedReader({ today });
  if (config.kind === 'embedded') return { embedded };
  return { embedded, cloud: createGeminiReader({ key: keyFrom(config.key), model: config.model, baseUrl: config.baseUrl, codes: embedded }) };
}
