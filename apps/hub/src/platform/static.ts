import compress from '@fastify/compress';
import files from '@fastify/static';
import { Problem } from '@gigafibre/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import { anyone } from './access.ts';
import type { HubApp } from './hub-app.ts';

const AN_HOUR_S = 3600;
/** No file of ours is called so: two readers of such a path may not agree on what it means. */
const STRANGE_PATH = /[\\\u0000]|[.][.]|\/\//;
const page = { schema: { hide: true }, config: anyone };

/** Compresses answers that fill more than a few packets for whoever takes it. Requests come as they are: a small one must not become a large one. */
export async function compressAnswers(app: HubApp): Promise<void> {
  await app.register(compress, { globalDecompression: false, threshold: 4096, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } });
}

/** Serves the built web app: real paths under /ops and /j all open its one page, hashed assets are kept for ever. */
export async function servePages(app: HubApp, dist: string): Promise<void> {
  await app.register(files, { root: dist, serve: false, cacheControl: false, index: false, dotfiles: 'deny', suppressWarning: true });
  const openApp = async (_request: FastifyRequest, reply: FastifyReply) => {
    if (!existsSync(join(dist, 'index.html'))) return reply.code(503).type('text/plain; charset=utf-8').send('The pages are not built yet: run npm start, or npm run build.\n');
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  };
  app.get('/', page, async (_request, reply) => reply.redirect('/ops/', 302));
  for (const path of ['/ops', '/ops/*', '/j', '/j/*']) app.get(path, page, openApp);
  app.get<{ Params: { '*': string } }>('/*', page, async (request, reply) => {
    const path = request.params['*'];
    if (STRANGE_PATH.test(path)) throw new Problem('not_found');
    const isHashed = path.startsWith('assets/') || /[.-][\w-]{8,}[.](?:js|css|wasm|woff2?)$/.test(path);
    const isEntry = /(?:^|\/)[^/]+[.]html$|^(?:sw|service-worker)[.]js$|manifest/.test(path);
    reply.header('cache-control', isEntry ? 'no-cache' : isHashed ? 'public, max-age=31536000, immutable' : `public, max-age=${AN_HOUR_S}`);
    return reply.sendFile(path);
  });
}
