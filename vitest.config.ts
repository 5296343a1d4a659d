// A bare `vitest` and editors look for this name; the projects live where the plan puts them.
export { default } from './vitest.workspace.ts';
