import { toValue, type MaybeRefOrGetter } from 'vue';
import type { SkillTag, TechnicianFile } from '@gigafibre/contracts';
import { useWords } from '../../app/use-words.ts';

/** What people call a technician and a skill; their own names where nobody knows them any more. */
export function useSkillNames(files: MaybeRefOrGetter<readonly TechnicianFile[]>, tags: MaybeRefOrGetter<readonly SkillTag[]>) {
  const words = useWords();
  const nameOf = (technician: string): string => toValue(files).find(({ name }) => name === technician)?.displayName ?? technician;
  const skillOf = (skill: string): string => {
    const tag = toValue(tags).find(({ name }) => name === skill);
    return tag === undefined ? skill : words(tag.label);
  };
  return { nameOf, skillOf };
}
