/** How a card of the tray stands out: the focus is on it, it is one of several chosen, it is in a hand, or it has just changed. */
export interface BarMarks {
  readonly selected: boolean;
  readonly chosen: boolean;
  readonly inHand: boolean;
  readonly fresh: boolean;
}
