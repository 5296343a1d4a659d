import { defineConfig } from '#q-app';

const HUB = process.env['HUB_URL'] ?? 'http://127.0.0.1:8080';
const OFFICE = /\/src\/modules\/(?:customers|tickets|equipment|jobs|outbox|palette|shell|board|trade|map|replay|people)\/|\/maplibre-gl\//;

/** What only the office needs goes to a folder of its own, so that the service worker need not bring it to a phone. */
const chunkFileNames = (chunk: { moduleIds: readonly string[] }): string =>
  chunk.moduleIds.length > 0 && chunk.moduleIds.some((id) => OFFICE.test(id)) ? 'assets/office/[name]-[hash].js' : 'assets/[name]-[hash].js';

/** The map's own files are the office's too. */
const assetFileNames = ({ names }: { names: readonly string[] }): string =>
  names.some((name) => /^(?:open-map|maplibre-gl)/.test(name)) ? 'assets/office/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]';

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
    iconSet: 'svg-material-symbols-rounded',
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
      config.build = { ...config.build, rolldownOptions: { ...config.build?.rolldownOptions, output: { chunkFileNames, assetFileNames } } };
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
  },
}));
