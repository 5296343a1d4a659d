import { readFileSync } from 'node:fs';
import { isWeak } from './config-identity.ts';
import type { SecretSource } from './config-identity.ts';
import { ConfigRefusal } from './config-refusal.ts';

/** @throws {ConfigRefusal} naming the variable, never the value. */
export function secretFrom(source: SecretSource, variable: string): string {
  if ('value' in source) return source.value;
  let text: string;
  try {
    text = readFileSync(source.file, 'utf8').trim();
  } catch (cause) {
    throw new ConfigRefusal(`${variable} names a file that cannot be read: correct the path or its permissions.`, { cause });
  }
  if (isWeak(text)) throw new ConfigRefusal(`${variable} names a file whose secret can be guessed: put a random text of 32 letters or more into it. \`openssl rand -base64 48\` makes one.`);
  return text;
}
