export interface Column<Row> {
  key: string;
  label: string;
  text: (row: Row) => string;
  width?: string;
  align?: 'end';
  /** The field the server sorts by; without it the column does not sort. */
  sortKey?: string;
  /** What the row says besides under this column's words, on a narrow screen only. */
  under?: (row: Row) => string;
  /** Left out on a narrow screen. */
  isWideOnly?: boolean;
}

export interface Sort {
  key: string;
  isDescending: boolean;
}
