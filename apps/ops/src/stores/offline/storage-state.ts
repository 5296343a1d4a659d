/** How safe what is kept here is: `protected` storage is not cleared by the system on its own. */
export interface StorageState {
  readonly isProtected: boolean;
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

interface StorageLike {
  persist?: () => Promise<boolean>;
  estimate?: () => Promise<StorageEstimate>;
}

/** Asks the browser to protect what is kept, and says how it stands. Some browsers refuse until the app is installed. */
export async function askForProtection(storage: StorageLike | undefined = (navigator as { storage?: StorageLike }).storage): Promise<StorageState> {
  const isProtected = (await storage?.persist?.()) ?? false;
  const { usage = 0, quota = 0 } = (await storage?.estimate?.()) ?? {};
  return { isProtected, usedBytes: usage, quotaBytes: quota };
}
