declare const brand: unique symbol;

/** A string or number that the compiler keeps apart from its look-alikes: `type VisitName = Brand<string, 'VisitName'>`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
