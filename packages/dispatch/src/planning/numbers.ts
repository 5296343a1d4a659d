/** A number of an array that is known to hold it. */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;
