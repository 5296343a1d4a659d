/** Words that examples and defaults are made of. */
const EXAMPLES = /change-?me|passw|secret|example|default|placeholder|your[-_]|insert|todo|demo|admin|test/i;

/**
 * Whether a secret is one that anybody would try first: one letter or a few of them over and over, letters or digits in their
 * order, or the word of an example.
 */
export function isGuessable(secret: string): boolean {
  const letters = new Set(secret.toLowerCase());
  if (letters.size < 5) return true;
  const inOrder = Array.from(secret).filter((_letter, at) => at > 0 && Math.abs(secret.charCodeAt(at) - secret.charCodeAt(at - 1)) === 1).length;
  return inOrder > secret.length * 0.6 || EXAMPLES.test(secret);
}
