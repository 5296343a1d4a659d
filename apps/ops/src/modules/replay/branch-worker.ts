import { branchDay, type Branch, type BranchQuestion } from '@gigafibre/dispatch';

export interface BranchAnswer {
  readonly branch?: Branch;
  readonly problem?: string;
  readonly milliseconds: number;
}

/** What would have become of the day, reckoned beside the page so that it never stutters. */
self.addEventListener('message', ({ data }: MessageEvent<BranchQuestion>) => {
  const began = performance.now();
  const answer = (result: Omit<BranchAnswer, 'milliseconds'>): void => self.postMessage({ ...result, milliseconds: performance.now() - began } satisfies BranchAnswer);
  try {
    answer({ branch: branchDay(data) });
  } catch (error) {
    answer({ problem: error instanceof Error ? error.message : String(error) });
  }
});
