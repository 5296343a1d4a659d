import { Problem, type CommandType, type EventType } from '@gigafibre/contracts';
import { lintProcedure } from '@gigafibre/flow';
import { actorOf } from '../../platform/actor.ts';
import { refuseStaleCopy, type Deed, type Executors, type Order, type Person } from '../commands/index.ts';
import { markOf } from '../visits/index.ts';
import type { ProcedureBook, ProcedureRecord, ProcedureText } from './procedures.ports.ts';

type ProcedureCommand = Extract<CommandType, `procedure.${string}`>;
type ChangeCommand = Exclude<ProcedureCommand, 'procedure.create'>;

/** How the company works, as its administrators write it down (R53). */
export function createProcedureCommands(bookFor: (person: Person) => ProcedureBook): Pick<Executors, ProcedureCommand> {
  return {
    'procedure.create': (order) => create(bookFor(order.person), order),
    'procedure.draft': (order) => {
      const { title, steps } = order.command.payload;
      return change(bookFor(order.person), order, {
        event: 'procedure.drafted',
        act: (book, read) => book.writeDraft(read, { name: read.name, version: nextOf(read), title, steps }, { by: actorOf(order.person), mark: markOf(order) }),
        facts: () => ({ steps: steps.length }),
      });
    },
    'procedure.discard': (order) =>
      change(bookFor(order.person), order, { event: 'procedure.discarded', act: (book, read) => book.writeDraft(read, null, { by: actorOf(order.person), mark: markOf(order) }), facts: () => ({}) }),
    'procedure.publish': (order) =>
      change(bookFor(order.person), order, { event: 'procedure.published', act: (book, read) => publish(book, read, order), facts: ({ published }) => ({ version: published?.version ?? 0, summary: order.command.payload.summary, carriesOver: order.command.payload.carriesOver }) }),
    'procedure.assign': (order) => {
      const { jobTypes } = order.command.payload;
      return change(bookFor(order.person), order, { event: 'procedure.assigned', act: (book, read) => assign(book, read, order), facts: () => ({ jobTypes }) });
    },
  };
}

const nextOf = ({ published }: ProcedureRecord): number => (published?.version ?? 0) + 1;

const subjectOf = (name: string) => ({ doctype: 'Flow Template', name });

function deedOf({ name, modified }: ProcedureRecord, type: EventType, facts: Readonly<Record<string, unknown>>): Deed {
  return { subject: subjectOf(name), modified, events: [{ type, subject: subjectOf(name), related: {}, facts: { procedure: name, ...facts } }] };
}

async function create(book: ProcedureBook, order: Order<'procedure.create'>): Promise<Deed> {
  const { procedure: name, title, steps } = order.command.payload;
  const found = await book.find(name);
  if (found !== undefined && !found.commands.includes(order.command.id)) throw new Problem('procedure_exists', { facts: { procedure: name } });
  refuseNameless(title);
  const made = found ?? (await book.create(name, { title, steps }, { by: actorOf(order.person), at: order.now.toString(), command: order.command.id }));
  return deedOf(made, 'procedure.created', { steps: steps.length });
}

interface Change<T extends ChangeCommand> {
  readonly event: EventType;
  readonly act: (book: ProcedureBook, read: ProcedureRecord, order: Order<T>) => Promise<ProcedureRecord>;
  readonly facts: (written: ProcedureRecord) => Readonly<Record<string, unknown>>;
}

/** The procedure carries the command's id: done again, it changes nothing. */
async function change<T extends ChangeCommand>(book: ProcedureBook, order: Order<T>, { event, act, facts }: Change<T>): Promise<Deed> {
  const { command } = order;
  const read = await book.read(command.payload.procedure);
  if (read.commands.includes(command.id)) return deedOf(read, event, facts(read));
  refuseStaleCopy('Flow Template', read, command.payload.baseModified);
  const written = await act(book, read, order);
  return deedOf(written, event, facts(written));
}

async function publish(book: ProcedureBook, read: ProcedureRecord, order: Order<'procedure.publish'>): Promise<ProcedureRecord> {
  const { draft } = read;
  if (draft === null) throw new Problem('procedure_unchanged', { facts: { procedure: read.name } });
  refuseUnsound(draft);
  const { summary, carriesOver } = order.command.payload;
  const version = await book.numberFor(read, order.command.id);
  return book.publish(read, { template: { ...draft, version }, summary, carriesOver, by: actorOf(order.person), at: order.now.toString() }, markOf(order));
}

async function assign(book: ProcedureBook, read: ProcedureRecord, order: Order<'procedure.assign'>): Promise<ProcedureRecord> {
  const { jobTypes } = order.command.payload;
  const [unknown] = await book.unknownJobTypes(jobTypes);
  if (unknown !== undefined) throw new Problem('invalid_request', { errors: [{ path: '/payload/jobTypes', message: `has ${unknown}, which is no job type` }] });
  return book.assign(read, jobTypes, markOf(order));
}

function refuseNameless(title: ProcedureText['title']): void {
  const missing = (['fr', 'en'] as const).find((language) => title[language].trim() === '');
  if (missing !== undefined) throw new Problem('invalid_request', { errors: [{ path: `/payload/title/${missing}`, message: 'is empty' }] });
}

/** One sentence for each finding, for whoever reads the answer; screens have their own, by the code. */
const SENTENCES: Readonly<Record<ReturnType<typeof lintProcedure>[number]['code'], string>> = {
  'title-missing': 'The title has no French.',
  'no-steps': 'There is no step.',
  'nothing-required': 'No step is required.',
  'name-invalid': 'The name of the step has other characters than a-z, 0-9 and hyphens.',
  'name-twice': 'Another step has this name.',
  'french-missing': 'The French is missing.',
  'english-missing': 'The English is missing.',
  'limits-reversed': 'The minimum is not below the maximum.',
  'limits-missing': 'The reading has no limits.',
  'choices-missing': 'A choice wants two answers or more.',
  'choice-twice': 'An answer is there twice.',
  'photos-reversed': 'More photos are asked for than are taken.',
  'formula-missing': 'There is nothing to calculate from.',
  'formula-step-unknown': 'The calculation speaks of a step that is not there.',
  'formula-step-later': 'The calculation speaks of a step that does not come before it.',
  'formula-step-no-number': 'The calculation speaks of a step that gives no number.',
  'formula-by-zero': 'The calculation divides by zero.',
  'condition-empty': 'The condition asks nothing.',
  'condition-step-unknown': 'The condition speaks of a step that is not there.',
  'condition-step-later': 'The condition speaks of a step that does not come before it.',
  'condition-not-for-kind': 'The condition asks what this kind of step cannot answer.',
  'condition-choice-unknown': 'The condition waits for an answer that cannot be given.',
};

/** @throws {Problem} `procedure_invalid` with every finding, at its step and field. */
function refuseUnsound(draft: ProcedureText): void {
  const findings = lintProcedure(draft).filter(({ severity }) => severity === 'error');
  if (findings.length === 0) return;
  throw new Problem('procedure_invalid', {
    errors: findings.map(({ at, field, code }) => ({ path: at === null ? `/${field}` : `/steps/${String(at)}/${field}`, message: SENTENCES[code] })),
    facts: { findings },
  });
}
