/** How a bar stands out: the focus is on it, it is in somebody's hand, the search leaves it aside, or it has just changed. */
export interface BarMarks {
  readonly selected: boolean;
  readonly inHand: boolean;
  readonly faded: boolean;
  readonly fresh: boolean;
}
