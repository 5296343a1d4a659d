export interface RegisterRow {
  readonly id: string;
  readonly level?: number;
  readonly summary: string;
  readonly verdict: string;
  readonly tests?: readonly { readonly file: string; readonly title: string }[];
  readonly config?: readonly { readonly file: string; readonly key: string }[];
  readonly note?: string;
}
export declare function faultsOf(rows: readonly RegisterRow[], textOf: (file: string) => string): string[];
export declare function render(asvs: readonly RegisterRow[], statements: readonly RegisterRow[]): string;
export declare function registerFaults(): string[];
