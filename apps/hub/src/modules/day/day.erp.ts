import type { DayVisit, FlowVersionUsed, HubEvent, VisitCard } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import type { Clock } from '@gigafibre/kernel';
import {
  all, getOrRefuse, naiveOf, nameOr, readCustomerBriefs, OPEN_TICKETS, readEquipment, readFlows, readFlowVersions, readLocations, readSubscriptions, readTickets, readVisitCards, stampedAt, textOr, versionCode, type PublishedFlow, type Row,
} from '../book/index.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { flowUsed, labourOf, partsOf, signatureOf, stepRecordOf, workOfVisit, WORK_EVENTS } from '../visits/index.ts';
import type { DayBook } from './day.ports.ts';

const UNDER_WAY = ['En Route', 'On Site', 'Paused'] as const;
const HISTORY = { hours: 365 * 24 };
const MOST_PAST_JOBS = 8;

interface DayTools {
  readonly clock: Clock;
  readonly events: Pick<EventLog, 'ofVisits'>;
}

export function createDayBook(site: FrappeSite, { clock, events }: DayTools): DayBook {
  return {
    async technician(name) {
      const doc = await getOrRefuse(site, 'Dispatch Technician', name);
      return { name: doc.name, displayName: doc.technician_name, mobile: textOr(doc.mobile_no), isSubcontractor: doc.employment === 'Subcontractor', warehouse: nameOr(doc.van_warehouse) };
    },
    async visitsOf(technician, from, until) {
      const own = ['Visit Crew', 'technician', '=', technician] as const;
      const [planned, underWay] = await Promise.all([
        readVisitCards(site, [own, ['planned_start', '>=', naiveOf(from.toString())], ['planned_start', '<', naiveOf(until.toString())], ['status', '!=', 'Unassigned']]),
        readVisitCards(site, [own, ['status', 'in', UNDER_WAY]]),
      ]);
      const byName = new Map([...planned, ...underWay].map((card) => [card.name, card]));
      const cards = [...byName.values()].sort((a, b) => ((a.plannedStart ?? '') < (b.plannedStart ?? '') ? -1 : 1));
      return cards.length === 0 ? [] : completeVisits(site, cards, { historySince: naiveOf(clock().subtract(HISTORY).toString()), log: await events.ofVisits(cards.map(({ name }) => name), WORK_EVENTS) });
    },
    vanStock: (warehouse) => readEquipment(site, [['warehouse', '=', warehouse], ['status', '=', 'In Van']]),
  };
}

/** Everything around the visits, each kind asked for once. */
async function completeVisits(site: FrappeSite, cards: readonly VisitCard[], { historySince, log }: { historySince: string; log: readonly HubEvent[] }): Promise<DayVisit[]> {
  const names = cards.map(({ name }) => name);
  const jobs = [...new Set(cards.map(({ job }) => job))];
  const places = [...new Set(cards.flatMap(({ place }) => place.location ?? []))];
  const atPlaces = [['service_location', 'in', places]] as const;
  const buyers = [...new Set(cards.map(({ customer }) => customer))];
  const [records, descriptions, customers, locations, equipment, subscriptions, flows, history, tickets] = await Promise.all([
    readRecords(site, names),
    site.list('Dispatch Job', all({ fields: ['name', 'description'], filters: [['name', 'in', jobs]] })),
    readCustomerBriefs(site, buyers),
    places.length === 0 ? [] : readLocations(site, [['name', 'in', places]]),
    places.length === 0 ? [] : readEquipment(site, [...atPlaces, ['status', '=', 'Active']]),
    places.length === 0 ? [] : readSubscriptions(site, atPlaces),
    readFlows(site, cards.map(({ jobType }) => jobType)),
    places.length === 0 ? [] : readHistory(site, places, historySince),
    readTickets(site, [['customer', 'in', buyers], ['status', 'in', OPEN_TICKETS]]),
  ]);
  const begun = await readFlowVersions(site, [...records.values()].flatMap(({ flow }) => flow ?? []));
  return cards.map((visit) => {
    const location = visit.place.location;
    return {
      visit,
      description: textOr(descriptions.find(({ name }) => name === visit.job)?.description),
      note: records.get(visit.name)?.note ?? '',
      customer: customers.find(({ name }) => name === visit.customer) ?? { name: visit.customer, customerName: visit.customerName, phone: '', language: 'fr' },
      location: locations.find(({ name }) => name === location) ?? null,
      equipment: equipment.filter(({ serviceLocation }) => serviceLocation === location),
      subscriptions: subscriptions.filter((subscription) => subscription.location === location),
      ...flowsOf(flows.get(visit.jobType), begun.get(versionOf(records.get(visit.name)))),
      records: records.get(visit.name)?.steps ?? [],
      work: workOfVisit(records.get(visit.name) ?? NOTHING_DONE, log.filter(({ related }) => related.visit === visit.name)),
      history: history.filter((past) => past.location === location && past.job !== visit.job).slice(0, MOST_PAST_JOBS).map(({ job, subject, endedAt, outcome }) => ({ job, subject, endedAt, outcome })),
      tickets: tickets.filter(({ customer }) => customer === visit.customer),
    };
  });
}

type Worked = Parameters<typeof workOfVisit>[0] & { readonly note: string; readonly steps: DayVisit['records']; readonly flow: FlowVersionUsed | null };

const versionOf = (records: Worked | undefined): string => (records === undefined || records.flow === null ? '' : versionCode(records.flow));

/** A visit goes on with the version it began with; what was published since lies beside it. */
function flowsOf(inForce: PublishedFlow | undefined, begun: PublishedFlow | undefined): Pick<DayVisit, 'flow' | 'newerFlow'> {
  const isOlder = begun !== undefined && inForce !== undefined && begun.template.name === inForce.template.name && begun.template.version < inForce.template.version;
  return { flow: (begun ?? inForce)?.template ?? null, newerFlow: isOlder ? inForce : null };
}

const NOTHING_DONE = { parts: [], labour: [], signature: null };

const WORK_FIELDS = [
  'name', 'note', 'flow_template', 'flow_version', 'signed_sha256', 'signed_at', 'signed_by', 'signature', 'signature_refusal',
  { steps: ['step', 'done', 'value', 'photo', 'photos', 'skipped_reason', 'done_at'] },
  { parts: ['item_code', 'item_name', 'serial_no', 'quantity', 'uom', 'rate'] },
  { labour: ['technician', 'kind', 'minutes', 'measured_minutes', 'reason'] },
] as const;

async function readRecords(site: FrappeSite, visits: readonly string[]): Promise<ReadonlyMap<string, Worked>> {
  const rows = (await site.list('Dispatch Visit', all({ fields: WORK_FIELDS, filters: [['name', 'in', visits]] }))) as Row<'Dispatch Visit'>[];
  return new Map(rows.map((row) => [textOr(row.name), { note: textOr(row.note), steps: (row.steps ?? []).map(stepRecordOf), flow: flowUsed(row), parts: partsOf(row.parts ?? []), labour: labourOf(row.labour ?? []), signature: signatureOf(row) }]));
}

type PastJob = DayVisit['history'][number] & { readonly location: string };

async function readHistory(site: FrappeSite, places: readonly string[], since: string): Promise<PastJob[]> {
  const rows = await site.list('Dispatch Job', all({
    fields: ['name', 'subject', 'status', 'completed_at', 'modified', 'service_location'],
    filters: [['service_location', 'in', places], ['status', 'in', ['Completed', 'Failed']], ['modified', '>=', since]],
    orderBy: 'modified desc, name desc',
  }));
  return rows.map((row) => ({ job: textOr(row.name), subject: textOr(row.subject), endedAt: stampedAt(row.completed_at ?? row.modified), outcome: textOr(row.status), location: textOr(row.service_location) }));
}
