import type { FlowTemplate, FlowVersionUsed, StepRecord, Window } from '@gigafibre/contracts';
import type { Doc, NewRow, Patch } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import type { Temporal } from '@gigafibre/kernel';
import {
  commandsOf, crewOf, erpFailure, erpVisitStatus, failureOf, findCustomerBrief, findMadeBy, getOrRefuse, instantOf, naiveOf, naiveOrNull, nameOr, readFlows, readFlowVersions, stampedAt, textOr, updateAsRead, versionCode, visitStatusOf, windowOf, withMark,
} from '../book/index.ts';
import { findItem, issueParts, workOf, workPatch } from './visit-work.erp.ts';
import type { CommandMark, JobRecord, TicketRecord, VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

/** The book of visits in the ERP, as the person whose site it is. */
export function createVisitBook(site: FrappeSite): VisitBook {
  return {
    read: async (name) => visitOf(await getOrRefuse(site, 'Dispatch Visit', name)),
    write: (visit, change, mark) => writeVisit(site, visit, { change, mark }),
    readJob: (name) => readJob(site, name),
    async writeJob(job, { status, completedAt }, mark) {
      const doc = await site.get('Dispatch Job', job.name);
      const patch: Patch<'Dispatch Job'> = { status, ...(completedAt !== undefined && { completed_at: naiveOf(completedAt) }), commands: withMark(doc.commands, mark) };
      const written = await updateAsRead(site, 'Dispatch Job', job, patch);
      return { ...job, status, modified: written.modified, commands: commandsOf(written) };
    },
    async findTicket(name) {
      const doc = await site.find('Issue', name);
      return doc && ticketOf(doc);
    },
    async closeTicket(ticket, { text }, mark) {
      const doc = await site.get('Issue', ticket.name);
      return ticketOf(await updateAsRead(site, 'Issue', ticket, { status: 'Closed', resolution_details: text, commands: withMark(doc.commands, mark) }));
    },
    async findEquipment(serial) {
      const doc = await site.find('Service Equipment', serial);
      return doc && { serial: doc.name, modified: doc.modified, status: textOr(doc.status), customer: nameOr(doc.customer), location: nameOr(doc.service_location) };
    },
    async activateEquipment({ serial, modified }, { customer, location }) {
      await updateAsRead(site, 'Service Equipment', { name: serial, modified }, { status: 'Active', customer, service_location: location, warehouse: null });
    },
    async findMadeBy(command) {
      const doc = await findMadeBy(site, 'Dispatch Visit', command);
      return doc && visitOf(doc);
    },
    addVisit: (job, next, command) => addVisit(site, job, { ...next, command }),
    findCustomer: async (name) => (await findCustomerBrief(site, name)) ?? undefined,
    findItem: (code) => findItem(site, code),
    issueParts: (technician, used) => issueParts(site, technician, used),
    findEmail: async (customer) => textOr((await site.find('Customer', customer))?.email_id),
    findFlow: (visit) => findFlow(site, visit),
    findFlowVersion: async (version) => (await readFlowVersions(site, [version])).get(versionCode(version)),
    async knownTechnicians(names) {
      const rows = await site.list('Dispatch Technician', { fields: ['name', 'technician_name'], filters: [['name', 'in', names]], limit: 0 });
      return rows.map(({ name, technician_name }) => ({ name: textOr(name), displayName: textOr(technician_name) }));
    },
  };
}

/** The visits planned from yesterday to tomorrow: what the office talks about. */
export async function recentVisits(site: FrappeSite, now: Temporal.Instant): Promise<string[]> {
  const [from, until] = [now.subtract({ hours: 36 }), now.add({ hours: 36 })].map((instant) => naiveOf(instant.toString()));
  const rows = await site.list('Dispatch Visit', { fields: ['name'], filters: [['planned_start', '>=', from ?? ''], ['planned_start', '<', until ?? '']], orderBy: 'name asc', limit: 0 });
  return rows.map(({ name }) => textOr(name));
}

async function addVisit(site: FrappeSite, job: string, next: { durationMinutes: number; window: Window | null; note: string; command: string }): Promise<VisitRecord> {
  const [{ customer, service_location }, before] = await Promise.all([site.get('Dispatch Job', job), site.list('Dispatch Visit', { fields: ['sequence'], filters: [['job', '=', job]], limit: 0 })]);
  return visitOf(
    await site.insert('Dispatch Visit', {
      job,
      sequence: Math.max(0, ...before.map(({ sequence = 0 }) => sequence)) + 1,
      customer,
      service_location: service_location ?? null,
      status: 'Unassigned',
      window_start: naiveOrNull(next.window?.start ?? null),
      window_end: naiveOrNull(next.window?.end ?? null),
      duration_minutes: next.durationMinutes,
      note: next.note,
      created_by_command: next.command,
    }),
  );
}

async function writeVisit(site: FrappeSite, visit: VisitRecord, { change, mark }: { change: VisitChange; mark: CommandMark | undefined }): Promise<VisitRecord> {
  const doc = change.steps !== undefined || mark !== undefined ? await site.get('Dispatch Visit', visit.name) : undefined;
  const patch: Patch<'Dispatch Visit'> = {
    ...patchOf(change),
    ...(change.steps !== undefined && { steps: await stepRows(site, { ...visit, ...change }, change.steps) }),
    ...(mark !== undefined && doc !== undefined && { commands: withMark(doc.commands, mark) }),
  };
  return visitOf(await updateAsRead(site, 'Dispatch Visit', visit, patch));
}

function patchOf(change: VisitChange): Patch<'Dispatch Visit'> {
  return {
    ...(change.status !== undefined && { status: erpVisitStatus(change.status) }),
    ...(change.failureReason !== undefined && { failure_reason: change.failureReason === null ? '' : erpFailure(change.failureReason) }),
    ...(change.note !== undefined && { note: change.note }),
    ...(change.equipment !== undefined && { equipment: change.equipment }),
    ...(change.flow !== undefined && { flow_template: change.flow?.template ?? null, flow_version: change.flow?.version ?? 0 }),
    ...planOf(change),
    ...timesOf(change),
    ...workPatch(change),
  };
}

const planOf = ({ crew, window, plannedStart, durationMinutes, pinned }: VisitChange): Patch<'Dispatch Visit'> => ({
  ...(crew !== undefined && { crew: crew.map(({ technician, role }) => ({ technician, role: ROLES[role] })) }),
  ...(window !== undefined && { window_start: naiveOrNull(window?.start ?? null), window_end: naiveOrNull(window?.end ?? null) }),
  ...(plannedStart !== undefined && { planned_start: naiveOrNull(plannedStart) }),
  ...(durationMinutes !== undefined && { duration_minutes: durationMinutes }),
  ...(pinned !== undefined && { pinned: pinned ? 1 : 0 }),
});

const ROLES = { lead: 'Lead', helper: 'Helper', trainee: 'Trainee' } as const;

const timesOf = ({ departedAt, arrivedAt, endedAt }: VisitChange): Patch<'Dispatch Visit'> => ({
  ...(departedAt !== undefined && { departed_at: naiveOrNull(departedAt) }),
  ...(arrivedAt !== undefined && { arrived_at: naiveOrNull(arrivedAt) }),
  ...(endedAt !== undefined && { ended_at: naiveOrNull(endedAt) }),
});

const STEP_WORDS = { check: 'Check', photo: 'Photo', scan: 'Scan', reading: 'Reading', choice: 'Choice', text: 'Text', signature: 'Signature', calculated: 'Calculated' } as const;

/** A step is written with the words it was asked in, for whoever reads it after the check-list has changed. */
async function stepRows(site: FrappeSite, visit: VisitRecord, records: readonly StepRecord[]): Promise<NewRow<Doc<'Visit Step'>>[]> {
  const flow = await findFlow(site, visit);
  return records.map((record) => {
    const asked = flow?.steps.find(({ step }) => step === record.step);
    return {
      step: record.step,
      ...(asked !== undefined && { label: asked.label.fr, kind: STEP_WORDS[asked.kind], required: asked.required ? 1 : 0 }),
      done: record.done ? 1 : 0,
      value: record.value ?? null,
      photo: record.photo ?? null,
      photos: record.photos?.map(({ slot, photo }) => `${slot} ${photo}`).join('\n') ?? null,
      skipped_reason: record.skippedReason ?? null,
      done_at: naiveOf(record.at),
    };
  });
}

async function findFlow(site: FrappeSite, { job, flow }: Pick<VisitRecord, 'job' | 'flow'>): Promise<FlowTemplate | null> {
  const begun = flow === null ? undefined : (await readFlowVersions(site, [flow])).get(versionCode(flow));
  if (begun !== undefined) return begun.template;
  const { job_type } = await site.get('Dispatch Job', job);
  return (await readFlows(site, [job_type])).get(job_type)?.template ?? null;
}

/** The version of its procedure that a visit began with, as its row says. */
export const flowUsed = ({ flow_template, flow_version = 0 }: { readonly flow_template?: string; readonly flow_version?: number }): FlowVersionUsed | null => {
  const template = nameOr(flow_template);
  return template === null ? null : { template, version: flow_version };
};

async function readJob(site: FrappeSite, name: string): Promise<JobRecord> {
  const [doc, visits] = await Promise.all([
    getOrRefuse(site, 'Dispatch Job', name),
    site.list('Dispatch Visit', { fields: ['name', 'status'], filters: [['job', '=', name]], orderBy: 'name asc', limit: 0 }),
  ]);
  return {
    name: doc.name,
    modified: doc.modified,
    subject: doc.subject,
    status: doc.status,
    ticket: nameOr(doc.issue),
    commands: commandsOf(doc),
    visits: visits.map((visit) => ({ name: textOr(visit.name), status: visitStatusOf(visit.status) })),
  };
}

const ticketOf = (doc: Doc<'Issue'>): TicketRecord => ({ name: doc.name, modified: doc.modified, status: textOr(doc.status), commands: commandsOf(doc) });

export const stepRecordOf = (row: Doc<'Visit Step'>): StepRecord => ({
  step: row.step,
  done: row.done === 1,
  at: stampedAt(row.done_at),
  ...(nameOr(row.value) !== null && { value: textOr(row.value) }),
  ...(nameOr(row.photo) !== null && { photo: textOr(row.photo) }),
  ...(nameOr(row.photos) !== null && { photos: photosIn(textOr(row.photos)) }),
  ...(nameOr(row.skipped_reason) !== null && { skippedReason: textOr(row.skipped_reason) }),
});

const photosIn = (text: string): NonNullable<StepRecord['photos']> => text.split('\n').map((line) => line.trim().split(' ')).flatMap(([slot, photo]) => (slot === undefined || photo === undefined ? [] : [{ slot, photo }]));

const visitOf = (doc: Doc<'Dispatch Visit'>): VisitRecord => ({
  name: doc.name,
  modified: doc.modified,
  changedBy: doc.modified_by,
  changedAt: stampedAt(doc.modified),
  job: doc.job,
  customer: nameOr(doc.customer),
  location: nameOr(doc.service_location),
  equipment: nameOr(doc.equipment),
  status: visitStatusOf(doc.status),
  crew: crewOf(doc.crew),
  window: windowOf(doc.window_start, doc.window_end),
  plannedStart: instantOf(doc.planned_start),
  durationMinutes: doc.duration_minutes,
  pinned: doc.pinned === 1,
  departedAt: instantOf(doc.departed_at),
  arrivedAt: instantOf(doc.arrived_at),
  endedAt: instantOf(doc.ended_at),
  failureReason: failureOf(doc.failure_reason),
  note: textOr(doc.note),
  steps: doc.steps.map(stepRecordOf),
  ...workOf(doc),
  flow: flowUsed(doc),
  commands: commandsOf(doc),
});
