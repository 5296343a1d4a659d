/** What is kept on the phone of somebody's day. */
interface Kept {
  wipe(technician: string): Promise<void>;
}

/**
 * Signing out: what was read for this technician goes. What he did and has not arrived stays in the queue under his name, with the
 * photos it speaks of, for his next sign-in; nobody else sees or sends it.
 * @throws when the device refused one of them; the other has been tried all the same.
 */
export async function leavePhone(technician: string, kept: { readonly reads: Kept; readonly photos: Kept }): Promise<void> {
  const parts = await Promise.allSettled([kept.reads.wipe(technician), kept.photos.wipe(technician)]);
  for (const part of parts) if (part.status === 'rejected') throw part.reason;
}
