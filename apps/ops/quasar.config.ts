import { defineConfig } from '#q-app';
import { iconsApart, startChunks } from './start-chunks.config.ts';
import { COMMAND_VERSIONS } from './src/stores/offline/versions.ts';

const HUB = process.env['HUB_URL'] ?? 'http://127.0.0.1:8080';
/** A room of the office: every module but the technician's. */
const OFFICE = /\/src\/modules\/(?!tech\/)|\/maplibre-gl\//;
const PHONE = /\/src\/(?:modules\/tech|stores)\//;
const isOffice = (ids: readonly string[]): boolean => ids.some((id) => OFFICE.test(id)) && !ids.some((id) => PHONE.test(id));

/** What only the office needs goes to a folder of its own, so that the service worker need not bring it to a phone. */
const chunkFileNames = (chunk: { moduleIds: readonly string[] }): string => (isOffice(chunk.moduleIds) ? 'assets/office/[name]-[hash].js' : 'assets/[name]-[hash].js');

/** The map's own files are the office's too, and so are its pages' styles. */
const OFFICE_STYLES = /^(?:open-map|maplibre-gl|(?:Board|Map|Replay|Skills|Staff|Sessions|Technicians|Messages|Conversation|Procedure|Invoice|Job|Ticket|Customer|Outbox|Proposal)\w*(?:Page|View|Panel)?[.])/;
const assetFileNames = ({ names, originalFileNames = [] }: { names: readonly string[]; originalFileNames?: readonly string[] }): string =>
  isOffice(originalFileNames.map((name) => `/${name}`)) || names.some((name) => OFFICE_STYLES.test(name)) ? 'assets/office/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]';

/** Of the workers only the scanner's goes into the van. */
const workerFileNames = ({ facadeModuleId }: { facadeModuleId?: string | null }): string => (isOffice([facadeModuleId ?? '']) ? 'assets/office/[name]-[hash].js' : 'assets/[name]-[hash].js');

/** A schema that a page does not read is not in it: `Type.…` makes a description and does nothing else. */
const UNUSED = { manualPureFunctions: ['Type', 'closed', 'nullable'], propertyReadSideEffects: false as const, moduleSideEffects: [{ test: /\/packages\/\w+\/src\/|\/node_modules\/typebox\//, sideEffects: false }] };

const STYLES = new URL('src/ui/quasar.scss', import.meta.url).pathname;
type Alias = { find: string | RegExp; replacement: string };
const aliases = (given: unknown): Alias[] => (Array.isArray(given) ? (given as Alias[]) : Object.entries((given ?? {}) as Record<string, string>).map(([find, replacement]) => ({ find, replacement })));

/** The commands that this build reads, and from which version on: a build that cannot read what waits on a phone is not taken there. */
const spoken = Object.fromEntries(Object.entries(COMMAND_VERSIONS).map(([type, { current, upgrade }]) => [type, { current, oldest: Math.min(current, ...Object.keys(upgrade).map(Number)) }]));

export default defineConfig(() => ({
  sourceFiles: {
    rootComponent: 'src/app/App.vue',
    router: 'src/app/router',
    store: 'src/app/pinia',
    pwaRegisterServiceWorker: 'src-pwa/register-service-worker',
    pwaServiceWorker: 'src-pwa/sw/custom-service-worker',
    pwaManifestFile: 'src-pwa/manifest.json',
  },
  boot: ['~@/app/boot.ts'],
  css: ['~@/ui/theme.scss'],
  extras: [],
  framework: {
    lang: 'fr',
    plugins: ['Notify'],
    config: { brand: { primary: '#0b7285' }, dark: false },
  },
  build: {
    target: { browser: ['chrome114', 'firefox115', 'safari16.4'] },
    vueRouterMode: 'history' as const,
    typescript: {
      strict: true,
      vueShim: false,
      extendTsConfig(config: { compilerOptions?: Record<string, unknown>; include?: string[] }) {
        config.compilerOptions = { ...config.compilerOptions, allowImportingTsExtensions: true, allowJs: false, noEmit: true, types: ['vite/client'] };
      },
    },
    extendViteConf(config) {
      const { groups, plugin } = startChunks();
      config.plugins = [...(config.plugins ?? []), plugin, iconsApart()];
      config.build = { ...config.build, rolldownOptions: { ...config.build?.rolldownOptions, treeshake: UNUSED, output: { chunkFileNames, assetFileNames, codeSplitting: { groups } } } };
      config.resolve = { ...config.resolve, alias: [{ find: 'quasar/dist/quasar.sass', replacement: STYLES }, ...aliases(config.resolve?.alias)] };
      config.worker = { ...config.worker, rolldownOptions: { output: { entryFileNames: workerFileNames } } };
      config.define = { ...config.define, __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' };
    },
  },
  devServer: {
    open: false,
    port: 9201,
    proxy: Object.fromEntries(['/v1', '/api', '/otp', '/health'].map((path) => [path, { target: HUB, changeOrigin: false }])),
  },
  pwa: {
    workboxMode: 'InjectManifest' as const,
    swFilename: 'sw.js',
    manifestFilename: 'manifest.json',
    extendPWAInjectManifestOptions(config: { globIgnores?: readonly string[] }) {
      // The system keeps the icons it installed with; a page without a network shows none of them.
      config.globIgnores = [...(config.globIgnores ?? []), 'icons/*-512.png', 'icons/apple-*.png'];
    },
    extendPWACustomSWConf(config: { transform?: { define?: Record<string, string> } }) {
      config.transform = { ...config.transform, define: { ...config.transform?.define, __SPOKEN__: JSON.stringify(spoken) } };
    },
  },
}));
