import type { SkillGrid, SkillProposal, SkillProposals, TechnicianFile } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import type { PastVisit, PeopleBook } from './people.ports.ts';

/** Fewer visits than this prove nothing about anybody. */
const ENOUGH_VISITS = 5;
const YEAR = { days: 365 };

/** Everybody's skills, as one sheet. */
export async function readSkillGrid(book: PeopleBook, today: Temporal.PlainDate): Promise<SkillGrid> {
  const [tags, technicians] = await Promise.all([book.tags(), book.technicians()]);
  return { today: today.toString(), tags, technicians };
}

/** What a year of completed visits says people can do, beyond what their files say. */
export async function readSkillProposals(book: PeopleBook, today: Temporal.PlainDate): Promise<SkillProposals> {
  const since = today.subtract(YEAR).toString();
  const [technicians, visits] = await Promise.all([book.technicians(), book.completedSince(since)]);
  return { since, proposals: proposeSkills(technicians.filter(({ isActive }) => isActive), visits) };
}

/**
 * The highest level that enough completed visits asked for, where it is above the one held.
 * Most visits first; nothing for who is unknown, and nothing that would lower a level.
 */
export function proposeSkills(technicians: readonly Pick<TechnicianFile, 'name' | 'skills'>[], visits: readonly PastVisit[]): SkillProposal[] {
  const done = countDone(visits);
  const proposals = technicians.flatMap(({ name, skills }) =>
    [...(done.get(name) ?? [])].flatMap(([skill, levels]) => {
      const held = skills.find((each) => each.skill === skill)?.level ?? 0;
      const found = highestProved(levels);
      return found === undefined || found.level <= held ? [] : [{ technician: name, skill, ...found }];
    }),
  );
  return proposals.sort((one, other) => other.visits - one.visits || one.technician.localeCompare(other.technician) || one.skill.localeCompare(other.skill));
}

/** By technician and skill: the level that each completed visit asked for. */
function countDone(visits: readonly PastVisit[]): ReadonlyMap<string, ReadonlyMap<string, number[]>> {
  const done = new Map<string, Map<string, number[]>>();
  for (const { technicians, required } of visits) {
    for (const technician of technicians) {
      const skills = done.get(technician) ?? new Map<string, number[]>();
      done.set(technician, skills);
      for (const { skill, level } of required) skills.set(skill, [...(skills.get(skill) ?? []), level]);
    }
  }
  return done;
}

function highestProved(levels: readonly number[]): { level: number; visits: number } | undefined {
  for (let level = 5; level >= 1; level -= 1) {
    const visits = levels.filter((asked) => asked >= level).length;
    if (visits >= ENOUGH_VISITS) return { level, visits };
  }
  return undefined;
}
