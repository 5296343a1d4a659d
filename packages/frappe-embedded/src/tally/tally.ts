/** A table that holds, per combination of the fields' values, how many documents have it. Its counts are in lines of `n`. */
export interface Tally {
  table: string;
  fields: ReadonlySet<string>;
}
