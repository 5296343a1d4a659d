/** What a search may move: everything on the days shown, what waits in the tray, or the chosen visits. */
export const REACHES = ['days', 'tray', 'chosen'] as const;
export type Reach = (typeof REACHES)[number];
