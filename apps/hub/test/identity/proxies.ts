import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A proxy that asks the outpost before each request, as Traefik's forwardAuth does. */
export interface ForwardingProxy {
  close(): Promise<void>;
}

export interface ProxyOptions {
  readonly port: number;
  readonly hubPort: number;
  readonly outpostPort: number;
}

/** What needs no sign-in at the provider: a technician's page and the exchange of his link (R49). */
const OPEN = /^\/(?:j(?:\/|$)|otp\/tech-link\/exchange$)/;
const IDENTITY = /^x[-_.]authentik/i;

function carry(request: IncomingMessage, response: ServerResponse, to: { port: number; headers: Record<string, string | string[] | undefined> }): void {
  const onward = send({ host: '127.0.0.1', port: to.port, method: request.method, path: request.url, headers: to.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.on('error', () => response.writeHead(502).end());
  request.pipe(onward);
}

/** In Node, so that the dance is proved on every machine. */
export async function startNodeProxy({ port, hubPort, outpostPort }: ProxyOptions): Promise<ForwardingProxy> {
  const server = createServer((request, response) => {
    const { url = '/', headers } = request;
    const clean = Object.fromEntries(Object.entries(headers).filter(([name]) => !IDENTITY.test(name)));
    if (url.startsWith('/outpost/')) {
      carry(request, response, { port: outpostPort, headers: clean });
      return;
    }
    if (OPEN.test(url)) {
      carry(request, response, { port: hubPort, headers: clean });
      return;
    }
    const asking = send({ host: '127.0.0.1', port: outpostPort, path: '/outpost/auth', headers: { cookie: headers.cookie ?? '' } }, (answer) => {
      answer.resume();
      if (answer.statusCode !== 200) response.writeHead(302, { location: `/outpost/start?rd=${encodeURIComponent(url)}` }).end();
      else carry(request, response, { port: hubPort, headers: { ...clean, ...Object.fromEntries(Object.entries(answer.headers).filter(([name]) => IDENTITY.test(name))) } });
    });
    asking.end();
  });
  await new Promise<void>((listening) => server.listen(port, 'localhost', listening));
  return {
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

export const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find((path) => existsSync(path));

const nginxConfig = (folder: string, { port, hubPort, outpostPort }: ProxyOptions): string => `
daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  underscores_in_headers off;
  server {
    listen 127.0.0.1:${port};
    proxy_set_header Host $http_host;
    location /outpost/ { proxy_pass http://127.0.0.1:${outpostPort}; }
    location = /outpost/auth { internal; proxy_pass http://127.0.0.1:${outpostPort}; proxy_pass_request_body off; proxy_set_header Content-Length ""; }
    location ~ ^/(?:j(?:/|$)|otp/tech-link/exchange$) { proxy_set_header Host $http_host; proxy_set_header X-Authentik-Jwt ""; proxy_pass http://127.0.0.1:${hubPort}; }
    location / {
      auth_request /outpost/auth;
      auth_request_set $jwt $upstream_http_x_authentik_jwt;
      error_page 401 = @start;
      proxy_set_header Host $http_host;
      proxy_set_header X-Authentik-Jwt $jwt;
      proxy_pass http://127.0.0.1:${hubPort};
    }
    location @start { return 302 /outpost/start?rd=$request_uri; }
  }
}
`;

/** The real nginx of this machine, with auth_request. */
export async function startNginx(options: ProxyOptions): Promise<ForwardingProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  await writeFile(join(folder, 'nginx.conf'), nginxConfig(folder, options));
  const child = spawn(NGINX ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  while (child.exitCode === null && !(await isListening(options.port))) await pause(20);
  if (child.exitCode !== null) throw new Error('nginx did not start.');
  return {
    async close() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((told) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy();
      told(true);
    });
    probe.on('error', () => told(false));
  });
