export type PowerVerdict = 'good' | 'weak' | 'lost' | 'strong' | 'impossible';

/** GPON class B+: an ONT hears down to −27 dBm and is dazzled above −8; figures outside a receiver's range are faults of the reading. */
export function judgePower(dbm: number): PowerVerdict {
  if (dbm > 5 || dbm < -45) return 'impossible';
  if (dbm > -8) return 'strong';
  if (dbm >= -25) return 'good';
  return dbm >= -27 ? 'weak' : 'lost';
}

/** Where on a scale from −30 to −8 dBm, in percent. */
export const powerPosition = (dbm: number): number => Math.round(Math.min(1, Math.max(0, (dbm + 30) / 22)) * 100);
