export { openEmbeddedSite } from './embedded-site.ts';
export type { EmbeddedSite, EmbeddedSiteOptions } from './embedded-site.ts';
export { serveEmbeddedSite } from './serve.ts';
export type { ServedSite } from './serve.ts';
