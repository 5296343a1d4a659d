export { asFloat } from './float.ts';
export type { Condition, Dialect, ListIntent } from './intent.ts';
export { linkTarget, readCount, readList, readLists } from './list.ts';
export type { Listing } from './list.ts';
export { isOn, listIntent, rowIntent } from './request.ts';
