export { createBlobStore } from './blob-store.ts';
export type { BlobStore } from './blob-store.ts';
export { blobRoutes } from './blobs.routes.ts';
export { createUploads } from './uploads.ts';
