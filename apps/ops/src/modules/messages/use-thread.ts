import { computed, ref, watch, type Ref } from 'vue';
import type { Thread } from '@gigafibre/contracts';
import { markRead, readCustomerThread, readThread } from '../../api/messages.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { useLive } from '../../app/use-live.ts';
import { useProblem } from '../../app/use-problem.ts';
import { useReadAge } from '../../app/use-read-age.ts';

const PAGE = 60;

/** Where a thread is read from, and which part of the world it is on show for. */
export interface ThreadSource {
  readonly number?: string | undefined;
  readonly customer?: string | undefined;
}

/** One thread, kept up to date, and what a person does in it. What is on show has been read. */
export function useThread(source: Ref<ThreadSource>, onRead: () => void = () => undefined) {
  const limit = ref(PAGE);
  const asked = useAsk(async (signal): Promise<Thread | null> => {
    const { number, customer } = source.value;
    if (number !== undefined) return readThread(number, limit.value, signal);
    return customer === undefined ? null : (await readCustomerThread(customer, signal)).thread;
  });
  const thread = computed(() => asked.data.value ?? undefined);
  const { reload } = asked;

  async function read(): Promise<void> {
    await reload();
    const now = thread.value;
    const last = now?.messages.findLast((message) => message.number !== null)?.number;
    if (now === undefined || now.conversation.unread === 0 || typeof last !== 'number' || document.visibilityState !== 'visible') return;
    await markRead(now.conversation.number, last).then(onRead, () => undefined); // unread still: the next look marks it
  }
  watch(source, () => {
    limit.value = PAGE;
    asked.data.value = undefined;
    void read();
  });
  useLive((event) => /^(?:message|conversation|recipient)\./.test(event.type), () => void read());
  void read();

  const earlier = (): void => {
    limit.value = Math.min(200, limit.value * 2);
    void read();
  };
  return { thread, earlier, reload: read, phase: asked.phase, data: asked.data, ...useReadAge(asked), ...useThreadVerbs(thread, read) };
}

function useThreadVerbs(thread: Ref<Thread | undefined>, reload: () => Promise<void>) {
  const verbs = {
    reply: useCommand('conversation.reply'),
    assign: useCommand('conversation.assign'),
    link: useCommand('conversation.link'),
    attach: useCommand('conversation.attach'),
    settle: useCommand('conversation.settle'),
  };
  const sentence = useProblem();
  const problem = computed(() => {
    const found = Object.values(verbs).find((verb) => verb.problem.value !== undefined)?.problem.value;
    return found === undefined ? undefined : sentence(found);
  });
  const isSending = computed(() => Object.values(verbs).some((verb) => verb.isSending.value));
  const number = (): string => thread.value?.conversation.number ?? '';
  const done = async (answer: unknown): Promise<boolean> => {
    if (answer === undefined) return false;
    await reload();
    return true;
  };
  return {
    problem,
    isSending,
    /** @returns whether it was taken. */
    reply: async (text: string): Promise<boolean> => done(await verbs.reply.give({ number: number(), text })),
    assign: async (assignee: string | null): Promise<boolean> => done(await verbs.assign.give({ number: number(), assignee })),
    link: async (to: { ticket: string | null; job: string | null }): Promise<boolean> => done(await verbs.link.give({ number: number(), ...to })),
    attach: async (customer: string | null): Promise<boolean> => done(await verbs.attach.give({ number: number(), customer })),
    settle: async (): Promise<boolean> => done(await verbs.settle.give({ number: number() })),
  };
}
