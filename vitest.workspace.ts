import { fileURLToPath } from 'node:url';
import { quasar, transformAssetUrls } from '@quasar/vite-plugin';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const ops = fileURLToPath(new URL('./apps/ops', import.meta.url));
const TESTS = '**/*.test.ts';
const withDatabase: TestProjectInlineConfiguration['test'] = { environment: 'node', globalSetup: ['packages/testkit/src/vitest-database.ts'], testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // by itself it leaves one core to whoever watches, which is half of a machine with two
    maxWorkers: '100%',
    projects: [
      { test: { name: 'house', environment: 'node', testTimeout: 60_000, include: [`infra/${TESTS}`] } },
      { test: { name: 'pure', environment: 'node', include: [`packages/{contracts,dispatch,doctypes,flow,kernel,reader,scan}/${TESTS}`] } },
      { test: { ...withDatabase, name: 'packages', include: [`packages/{demo,frappe,frappe-embedded,postgres,testkit}/${TESTS}`] } },
      { test: { ...withDatabase, name: 'hub', include: [`apps/hub/${TESTS}`] } },
      {
        root: ops,
        plugins: [vue({ template: { transformAssetUrls } }), quasar()],
        resolve: { alias: { '@': `${ops}/src` } },
        test: { name: 'ops', environment: 'happy-dom', include: [`src/${TESTS}`, `test/${TESTS}`], setupFiles: ['test/setup.ts'] },
      },
    ],
  },
});
