import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Nginx {
  readonly port: number;
  /** CPU seconds its workers have used so far. */
  cpuSeconds(): number;
  stop(): void;
}

export const hasNginx = (): boolean => spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0;

/** One nginx with one worker: either the upstream itself, answering `body`, or a keep-alive proxy before `proxied`. */
export function startNginx(folder: string, port: number, serves: { readonly body: string } | { readonly proxied: string }): Nginx {
  const own = join(folder, `nginx-${port}`);
  mkdirSync(own, { recursive: true });
  if ('body' in serves) writeFileSync(join(own, 'answer.json'), serves.body);
  const location = 'body' in serves ? `root ${own}; default_type application/json; try_files /answer.json =404;` : `proxy_pass http://erp; proxy_http_version 1.1; proxy_set_header Connection "";`;
  const upstream = 'proxied' in serves ? `upstream erp { server ${serves.proxied}; keepalive 64; }` : '';
  const pid = join(own, 'nginx.pid');
  writeFileSync(join(own, 'nginx.conf'), `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; worker_processes 1; pid ${pid}; error_log ${join(own, 'error.log')}; events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000; client_body_temp_path ${own}/b; proxy_temp_path ${own}/p; fastcgi_temp_path ${own}/f; uwsgi_temp_path ${own}/u; scgi_temp_path ${own}/s; ${upstream} server { listen 127.0.0.1:${port}; location / { ${location} } } }`);
  const child: ChildProcess = spawn('nginx', ['-p', own, '-c', join(own, 'nginx.conf')], { stdio: 'ignore' });
  return { port, cpuSeconds: () => workers(child.pid ?? 0).reduce((sum, each) => sum + cpuSecondsOf(each), 0), stop: () => void child.kill('SIGTERM') };
}

const workers = (master: number): readonly number[] => execFileSync('ps', ['-o', 'pid=', '--ppid', String(master)], { encoding: 'utf8' }).trim().split(/\s+/).map(Number);

/** User and system time of a process, by the kernel's own account (Linux, ticks of a hundredth of a second). */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
