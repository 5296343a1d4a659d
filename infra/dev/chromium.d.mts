export const ARGS: string[];
/** The browser to run: `path` of its binary and the variables it needs. Fetches one where there is none. */
export function findChromium(): Promise<{ path: string; env: Record<string, string> }>;
