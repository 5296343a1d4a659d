/** What is kept on the phone of somebody's day. */
interface Kept {
  wipe(technician: string): Promise<void>;
}

/**
 * Signing out: what was read for this technician goes. What he did and has not arrived stays in the queue under his name, with the
 * photos it speaks of, for his next sign-in; nobody else sees or sends it.
 */
export async function leavePhone(technician: string, kept: { readonly reads: Kept; readonly photos: Kept }): Promise<void> {
  await Promise.all([kept.reads.wipe(technician), kept.photos.wipe(technician)]);
}
