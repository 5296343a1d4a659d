import { fileURLToPath } from 'node:url';
import { quasar, transformAssetUrls } from '@quasar/vite-plugin';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const ops = fileURLToPath(new URL('./apps/ops', import.meta.url));
const TESTS = '**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { test: { name: 'packages', environment: 'node', include: [`packages/${TESTS}`], globalSetup: ['packages/testkit/src/vitest-database.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      { test: { name: 'hub', environment: 'node', include: [`apps/hub/${TESTS}`], globalSetup: ['packages/testkit/src/vitest-database.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        root: ops,
        plugins: [vue({ template: { transformAssetUrls } }), quasar()],
        resolve: { alias: { '@': `${ops}/src` } },
        test: { name: 'ops', environment: 'happy-dom', include: [`src/${TESTS}`, `test/${TESTS}`], setupFiles: ['test/setup.ts'] },
      },
    ],
  },
});
