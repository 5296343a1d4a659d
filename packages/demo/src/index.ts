export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
export { JOB_TYPES } from './catalogue.ts';
export { DEMO_SIZES, loadDemo } from './load.ts';
export type { DemoOptions, DemoProgress, DemoSite, DemoSize } from './load.ts';
export { FLOW_TEMPLATES, FLOW_VERSIONS } from './procedures.ts';
