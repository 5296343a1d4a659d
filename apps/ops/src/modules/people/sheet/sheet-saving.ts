import type { CommandPayload, TechnicianFile } from '@gigafibre/contracts';
import { keyOf, type SkillCell } from './skill-cells.ts';

type SkillsPayload = CommandPayload<'technician.skills'>;

/** One change for each person whose cells differ from his file, based on the file as it was read. */
export function changesOf(files: readonly TechnicianFile[], drafts: ReadonlyMap<string, SkillCell>, skills: readonly string[]): SkillsPayload[] {
  return files.flatMap(({ name, modified }) => {
    const changed = skills.flatMap((skill) => {
      const cell = drafts.get(keyOf({ technician: name, skill }));
      return cell === undefined ? [] : [{ skill, level: cell.level, expiresOn: cell.expiresOn }];
    });
    return changed.length === 0 ? [] : [{ technician: name, baseModified: modified, skills: changed }];
  });
}

/** A file as it is once a change was taken. */
export function afterChange(file: TechnicianFile, { skills }: Pick<SkillsPayload, 'skills'>, modified: string): TechnicianFile {
  const kept = file.skills.filter(({ skill }) => skills.every((each) => each.skill !== skill));
  return { ...file, modified, skills: [...kept, ...skills.filter(({ level }) => level > 0)] };
}

/** What is left to be saved: a cell that was changed again while it was being sent waits for its turn. */
export function withoutSaved(drafts: ReadonlyMap<string, SkillCell>, saved: readonly SkillsPayload[]): ReadonlyMap<string, SkillCell> {
  const rest = new Map(drafts);
  for (const { technician, skills } of saved) {
    for (const { skill, level, expiresOn } of skills) {
      const key = keyOf({ technician, skill });
      const now = rest.get(key);
      if (now?.level === level && now.expiresOn === expiresOn) rest.delete(key);
    }
  }
  return rest;
}
