export interface Column<Row> {
  key: string;
  label: string;
  text: (row: Row) => string;
  width?: string;
  align?: 'end';
  /** The field the server sorts by; without it the column does not sort. */
  sortKey?: string;
  /** Left out on a narrow screen. */
  isWideOnly?: boolean;
}

export interface Sort {
  key: string;
  isDescending: boolean;
}
