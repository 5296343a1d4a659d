import { computed } from 'vue';
import type { SkillProposal } from '@gigafibre/contracts';
import { readSkillProposals } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import type { SkillSheet } from './use-skill-sheet.ts';

/** What past work says people can do, as long as their cells do not say it yet. */
export function useProposals(sheet: Pick<SkillSheet, 'cellAt' | 'set'>) {
  const asked = useAsk((signal) => readSkillProposals(signal));
  void asked.reload();
  const open = computed(() => (asked.data.value?.proposals ?? []).filter((proposal) => sheet.cellAt(proposal).level < proposal.level));
  const accept = (proposals: readonly SkillProposal[]): number => sheet.set(proposals.map(({ technician, skill, level }) => ({ technician, skill, cell: { ...sheet.cellAt({ technician, skill }), level } })));
  return { open, accept };
}
