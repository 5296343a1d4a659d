// The list of every library in pnpm-lock.yaml as CycloneDX 1.6, on stdout: `npm run sbom`.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import YAML from 'yaml';
import { root } from './tools.mjs';

/** The lockfile's libraries: name, version and SHA-512 of what the registry gave. */
export function lockedPackages() {
  const lock = YAML.parseAllDocuments(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).map((document) => document.toJS()).at(-1);
  return Object.entries(lock.packages).map(([key, { resolution = {} }]) => {
    const at = key.lastIndexOf('@');
    return { name: key.slice(0, at), version: key.slice(at + 1), integrity: resolution.integrity ?? '', tarball: resolution.tarball ?? '' };
  });
}

const textOf = (license) => (typeof license === 'string' ? license : typeof license === 'object' && license !== null ? (license.type ?? '') : '');

/** What installed libraries say of their licence, by name and version. */
export function installedLicences() {
  const store = join(root, 'node_modules', '.pnpm');
  const found = new Map();
  for (const folder of existsSync(store) ? readdirSync(store) : []) {
    const modules = join(store, folder, 'node_modules');
    if (!existsSync(modules)) continue;
    const own = folder.replace(/_.*$/, '').replace(/\+/g, '/');
    const name = own.slice(0, own.lastIndexOf('@'));
    const file = join(modules, name, 'package.json');
    if (!existsSync(file)) continue;
    const { name: real, version, license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
    found.set(`${real}@${version}`, textOf(license) || (Array.isArray(licenses) ? licenses.map(textOf).join(' OR ') : textOf(licenses)));
  }
  return found;
}

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
const hex = (integrity) => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');

export function bill() {
  const licences = installedLicences();
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const components = lockedPackages()
    .map((each) => ({
      type: 'library', 'bom-ref': purl(each), name: each.name, version: each.version, purl: purl(each),
      ...(each.integrity === '' ? {} : { hashes: [{ alg: 'SHA-512', content: hex(each.integrity) }] }),
      ...(licences.get(`${each.name}@${each.version}`) ? { licenses: [{ expression: licences.get(`${each.name}@${each.version}`) }] } : {}),
    }))
    .sort((one, other) => (one['bom-ref'] < other['bom-ref'] ? -1 : 1));
  const seed = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  const serial = `${seed.slice(0, 8)}-${seed.slice(8, 12)}-4${seed.slice(13, 16)}-8${seed.slice(17, 20)}-${seed.slice(20, 32)}`;
  return { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${serial}`, version: 1, metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } }, components };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(JSON.stringify(bill(), null, 1));
