export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
export { DEMO_SIZES, loadDemo } from './load.ts';
export type { DemoOptions, DemoProgress, DemoSite, DemoSize } from './load.ts';
