export { createTestClock } from './clock.ts';
export type { TestClock } from './clock.ts';
export { openTestDatabase } from './database.ts';
export type { Template, TestDatabase } from './database.ts';
