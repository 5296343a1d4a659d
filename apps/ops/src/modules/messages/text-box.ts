/** A box to write in, as whoever shows it may use it. */
export interface TextBox {
  clear(): void;
  focus(): void;
}
