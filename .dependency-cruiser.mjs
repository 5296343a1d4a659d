/** The house plan as code. Each rule says what a room may not reach; its comment says where the code belongs instead. */
const TEST = '[.](test|contract|fixtures)[.]ts$|^(apps|packages)/[^/]+/(test|bench)/|^packages/testkit/';
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });
const PURE = 'kernel|contracts|doctypes|dispatch|flow|reader';

export default {
  forbidden: [
    // two files may name each other's types; that makes no cycle when the program runs
    rule('no-cycles', 'Split the shared part into a third file.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('no-orphans', 'Delete it or use it.', { orphan: true, pathNot: ['[.]d[.]ts$', '[.]config[.]', '^apps/[^/]+/src/main[.]ts$', '^apps/ops/', '/drain-worker[.]mjs$', TEST] }, {}),
    rule('declared', 'Declare it in this package.json.', { pathNot: ['^apps/ops/src-pwa/'] }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    rule('prod-never-needs-tests', 'Move the helper out of the test.', { pathNot: [TEST] }, { path: [TEST, 'node_modules/(vitest|fast-check|fake-indexeddb)/'], pathNot: ['vitest[.](workspace|config)'] }),

    rule('packages-below-apps', 'Packages never know the apps.', { path: '^packages/' }, { path: '^apps/' }),
    rule('package-front-door', 'Import @gigafibre/x or a path in its exports map.', { path: '^(apps|packages)/([^/]+)/' }, { path: '^packages/([^/]+)/src/(?!(index|testing)[.]ts$)', pathNot: '^packages/$2/' }),
    rule('kernel-is-the-floor', 'The kernel imports no other package.', { path: '^packages/kernel/' }, { path: '^packages/(?!kernel/)' }),
    rule('leaf-packages', 'Pure packages stand on the kernel only.', { path: '^packages/(contracts|doctypes|dispatch|flow|reader|scan)/', pathNot: TEST }, { path: '^packages/', pathNot: ['^packages/$1/', '^packages/kernel/'] }),
    rule('pure-packages', 'No I/O here: take the value or a function as an argument.', { path: `^packages/(${PURE})/`, pathNot: [TEST, '^packages/doctypes/generate/'] }, { dependencyTypes: ['core'] }),
    rule('pure-packages-npm', 'A pure package earns each npm name by an ADR.', { path: `^packages/(${PURE})/src/`, pathNot: TEST }, { path: 'node_modules/', pathNot: 'node_modules/(typebox|temporal-polyfill|temporal-spec|@gigafibre|[.]pnpm/(typebox|temporal))' }),
    rule('embedded-is-optional', 'Only the hub composition root and tests open the embedded ERP.', { path: '^(apps|packages)/', pathNot: [TEST, '^packages/frappe-embedded/', '^apps/hub/src/(app|demo-data|open-parts)[.]ts$', '^apps/hub/src/vendors/erp/'] }, { path: '^packages/frappe-embedded/' }),

    rule('apps-are-strangers', 'Share through packages/contracts.', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    rule('module-front-door', 'Import the other module’s index.ts.', { path: '^apps/([^/]+)/src/modules/([^/]+)/' }, { path: '^apps/[^/]+/src/modules/[^/]+/', pathNot: ['^apps/$1/src/modules/$2/', '/modules/[^/]+/index[.]ts$'] }),
    rule('service-is-pure', 'A service knows contracts, kernel, pure packages, its own ports and its own room.', { path: '[.]service[.]ts$' }, { path: ['[.](erp|routes)[.]ts$', '^apps/hub/src/(platform|vendors)/', '^packages/(frappe|frappe-embedded|postgres)/', 'node_modules/(fastify|@fastify|pg|kysely)/'], dependencyTypesNot: ['type-only'] }),
    rule('ports-are-words', 'A port is types only, in our own words.', { path: '[.]ports?[.]ts$' }, { dependencyTypesNot: ['type-only'] }),
    rule('only-erp-files-speak-frappe', 'Put it in <module>.erp.ts.', { path: '^apps/hub/src/', pathNot: ['[.]erp[.]ts$', '^apps/hub/src/(app|demo-data|open-parts)[.]ts$', '^apps/hub/src/vendors/erp/', '^apps/hub/src/modules/gateway/', TEST] }, { path: '^packages/(frappe|frappe-embedded)/', dependencyTypesNot: ['type-only'] }),
    rule('routes-do-http-only', 'Routes reach their own service, nothing deeper.', { path: '[.]routes[.]ts$' }, { path: '[.]erp[.]ts$|^apps/hub/src/vendors/', dependencyTypesNot: ['type-only'] }),
    rule('platform-knows-no-module', 'Platform is below modules.', { path: '^apps/hub/src/platform/' }, { path: '^apps/hub/src/(modules|vendors)/' }),
    rule('vendors-know-no-module', 'A vendor room implements a port and nothing else.', { path: '^apps/hub/src/vendors/' }, { path: '^apps/hub/src/(modules|platform)/' }),
    rule('sdk-in-its-vendor-room', 'Wrap it behind a port in vendors/.', { path: '^apps/hub/src/', pathNot: ['^apps/hub/src/vendors/', TEST] }, { path: 'node_modules/(twilio|node-mailjet|@google|stripe|@docuseal)/' }),

    rule('phone-never-speaks-frappe', 'The phone talks to the hub.', { path: '^apps/ops/' }, { path: '^packages/(frappe|frappe-embedded|doctypes|postgres)/' }),
    rule('one-room-for-the-network', 'Use apps/ops/src/api.', { path: '^apps/ops/src/', pathNot: ['^apps/ops/src/api/', TEST] }, { path: 'node_modules/axios/' }),
    rule('components-are-shown-things', 'Lift it to the composable and pass a prop.', { path: '^apps/ops/src/.*/components/|^apps/ops/src/ui/' }, { path: '^apps/ops/src/(api|stores)/', dependencyTypesNot: ['type-only'] }),
    rule('ui-has-no-domain', 'ui/ is wordless; move it to the module.', { path: '^apps/ops/src/ui/' }, { path: '^apps/ops/src/(modules|api|stores)/' }),
    rule('one-room-for-indexeddb', 'Use the store in stores/offline/.', { path: '^apps/ops/src/', pathNot: ['^apps/ops/src/stores/', TEST] }, { path: 'node_modules/(idb-keyval|fake-indexeddb)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|[.]quasar)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'], extensions: ['.ts', '.vue', '.js', '.mjs'] },
  },
};
