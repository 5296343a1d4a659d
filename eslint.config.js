import comments from '@eslint-community/eslint-plugin-eslint-comments';
import vitest from '@vitest/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import n from 'eslint-plugin-n';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const TESTS = ['**/*.test.ts', '**/*.contract.ts', '**/test/**/*.ts', 'e2e/**/*.ts'];
const BENCH = ['**/bench/**/*.ts'];
const ROOTS = ['apps/hub/src/main.ts', 'apps/hub/src/audit-cli.ts', 'apps/hub/src/app.ts', 'packages/frappe-embedded/src/cli.ts'];
const says = (selector, message) => ({ selector, message });

const CLOCKS = [
  says('NewExpression[callee.name="Date"][arguments.length=0]', 'Take a clock as an argument; read it only in main or app.'),
  says('CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Take a clock as an argument; read it only in main or app.'),
  says('CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'Take a seeded generator as an argument.'),
];
const SHAPES = [
  says('ExportAllDeclaration', 'Name what you export.'),
  says('ExportDefaultDeclaration', 'Named exports only.'),
  says('TSEnumDeclaration', 'Use an `as const` object.'),
  says('ClassDeclaration[id.name=/(Manager|Helper|Utils?|Processor|Handler|Impl)$|^(Base|Abstract)/]', 'Name the class after the thing it is in the trade, or make it a function.'),
  says('CatchClause > BlockStatement[body.length=0]', 'Handle it, rethrow it, or do not catch it.'),
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/.quasar/**', '.toolchain/**', '**/node_modules/**', '**/*.config.*', '*.config.*', '**/*.mjs', '**/generated/**', 'vitest.workspace.ts'] },
  ...tseslint.configs.strictTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { n, jsdoc, comments },
    rules: {
      'comments/require-description': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-params': ['error', 4],
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'n/no-process-env': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'jsdoc/no-types': 'error',
      'no-restricted-syntax': ['error', ...SHAPES, ...CLOCKS],
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['apps/ops/**/*.{ts,vue}'],
    rules: { 'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'createContextualFragment'].map((property) => ({ property, message: 'Text is shown as text: let Vue draw it.' }))] },
  },
  // the search indexes flat arrays by numbers it made itself, in loops that run a million times a second
  { files: ['packages/dispatch/src/solver/*.ts', 'packages/dispatch/src/planning/tour-clock.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ROOTS, rules: { 'n/no-process-env': 'off', 'no-console': 'off', 'no-restricted-syntax': ['error', ...SHAPES] } },
  { files: ['apps/hub/src/config.ts'], rules: { 'n/no-process-env': 'off' } },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'max-lines': ['error', 220],
      'vue/max-template-depth': ['error', { maxDepth: 8 }],
      'vue/max-props': ['error', { maxProps: 8 }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/require-explicit-emits': 'error',
      'vue/no-bare-strings-in-template': 'error',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
    },
  },
  { files: ['apps/ops/src/**/pages/*.vue'], rules: { 'max-lines': ['error', 120] } },
  { files: ['apps/ops/**/*.{ts,vue}'], rules: { 'no-restricted-syntax': ['error', ...SHAPES] } },
  {
    files: ['apps/ops/src/**/*.{ts,vue}'],
    ignores: ['apps/ops/src/api/**', ...TESTS],
    rules: { 'no-restricted-globals': ['error', { name: 'fetch', message: 'Only api/ talks to the network.' }, { name: 'indexedDB', message: 'Only stores/offline keeps things.' }] },
  },
  { files: BENCH, rules: { 'no-console': 'off', 'n/no-process-env': 'off', 'no-restricted-syntax': ['error', ...SHAPES], 'max-lines-per-function': ['error', 90] } },
  {
    files: TESTS,
    plugins: { vitest },
    rules: {
      'n/no-process-env': 'off',
      'no-restricted-syntax': ['error', ...SHAPES],
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'Pass a clock; tests do not sleep.' }],
      'max-lines-per-function': 'off', 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off',
      'vitest/no-focused-tests': 'error', 'vitest/no-identical-title': 'error',
      'vitest/no-restricted-matchers': ['error', { toBeTruthy: 'Say which value.', toBeDefined: 'Say which value.', 'not.toBeNull': 'Say which value.', toHaveBeenCalled: 'Assert the outcome, not the call.' }],
      'vitest/no-restricted-vi-methods': ['error', { mock: 'Pass a fake that implements the port.', spyOn: 'Pass a fake that implements the port.' }],
      'vitest/valid-title': ['error', { mustNotMatch: { it: ['^(should|test|works)\\b', 'State the fact: "keeps…", "refuses…".'] } }],
    },
  },
);
