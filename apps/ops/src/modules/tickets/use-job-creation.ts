import { computed, onUnmounted, reactive, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { TicketCard } from '@gigafibre/contracts';
import { readJobProposal } from '../../api/office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { formOf, jobPayload, type JobForm } from './job-form.ts';

/** A job proposed from a ticket, corrected by a person, then created. */
export function useJobCreation(ticket: TicketCard) {
  const { locale } = useI18n();
  const proposal = useAsk((signal) => readJobProposal(ticket.ticket.name, signal));
  const form = shallowRef<JobForm>();
  const { give, isSending, problem } = useCommand('job.create');

  const types = computed(() => (proposal.data.value?.jobTypes ?? []).map((type) => ({ value: type.name, label: locale.value === 'en' ? type.label.en : type.label.fr })));
  const duplicates = computed(() => proposal.data.value?.duplicates ?? []);
  const canSend = computed(() => {
    const written = form.value;
    return written !== undefined && written.subject.trim() !== '' && (duplicates.value.length === 0 || written.isDuplicateAccepted);
  });

  watch(proposal.data, (read) => {
    if (read !== undefined && form.value === undefined) form.value = reactive(formOf(read));
  });
  // Another type brings its own usual duration, crew and skills.
  watch(() => form.value?.jobType, (name, before) => {
    const type = proposal.data.value?.jobTypes.find((each) => each.name === name);
    if (form.value === undefined || type === undefined || before === undefined) return;
    Object.assign(form.value, { durationMinutes: type.durationMinutes, crewSize: type.crewSize, requiredSkills: [...type.requiredSkills] });
  });

  async function send(): Promise<string | undefined> {
    const customer = ticket.ticket.customer;
    if (form.value === undefined || customer === null) return undefined;
    const answer = await give(jobPayload(form.value, ticket, customer));
    if (problem.value?.code === 'job_duplicate') await proposal.reload();
    return answer?.subject.name;
  }

  void proposal.reload();
  onUnmounted(holdUnsaved());
  return { form, types, duplicates, canSend, send, isSending, problem, phase: proposal.phase, proposalProblem: proposal.problem, reload: proposal.reload };
}
