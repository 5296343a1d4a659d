/** What browsers with Trusted Types give a page; the others have none of it and are no worse than before. */
interface Policies {
  readonly defaultPolicy: object | null;
  createPolicy(name: string, rules: { createScriptURL(url: string): string; createHTML(html: string): string }): object;
}

/** Text, and links to elsewhere with nothing but an address: what maps say of where their ground comes from. */
const PLAIN = /^(?:[^<>]|<a href="https:\/\/[^"<>]*"(?: (?:target="_blank"|rel="[\w -]*"|title="[^"<>]*"|class="[\w -]*"))*>|<\/a>)*$/;

/** HTML that libraries write: as it is when nothing in it can act, and as plain text otherwise. */
export const harmlessHtml = (html: string): string => (PLAIN.test(html) ? html : html.replaceAll('<', '&lt;'));

/** The address of a script or worker: ours, or none. */
export function ownScript(url: string, origin: string): string {
  if (new URL(url, origin).origin !== origin) throw new TypeError('A script from elsewhere');
  return url;
}

/** Whatever a library puts into the page as a script goes through here, and nothing from elsewhere passes (statement 43). */
export function trustOwnScripts(): void {
  const policies = (window as { trustedTypes?: Policies }).trustedTypes;
  if (policies === undefined || policies.defaultPolicy !== null) return;
  policies.createPolicy('default', { createScriptURL: (url) => ownScript(url, location.origin), createHTML: harmlessHtml });
}
