import { Problem, type Principal } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';

/** The ERP as a person: what he may read is his to read, and what he writes is attributed to him. */
export function siteFor(site: FrappeSite, principal: Principal): FrappeSite {
  if (principal.kind === 'anonymous') throw new Problem('not_signed_in');
  return principal.kind === 'system' ? site : site.as(principal.user);
}
