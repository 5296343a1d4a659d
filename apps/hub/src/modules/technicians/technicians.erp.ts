import { ABSENCE_REASONS, type DayShift } from '@gigafibre/contracts';
import { doctypes, type Doc, type NewRow, type Patch } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { instantFromSite } from '@gigafibre/kernel';
import { all, commandsOf, getOrRefuse, naiveOf, nameOr, stampedAt, textOr, updateAsRead, wallTimeOf, withMark } from '../book/index.ts';
import type { Absence, AbsenceReason, HeldSkill, Profile, TechnicianBook, TechnicianChange, TechnicianRecord, WorkingDay } from './technicians.ports.ts';

const REASONS = { vacation: 'Vacation', sick: 'Sick', training: 'Training', other: 'Other' } as const satisfies Record<AbsenceReason, string>;

/** The book of technicians in the ERP, as the person whose site it is. */
export function createTechnicianBook(site: FrappeSite): TechnicianBook {
  return {
    read: async (name) => recordOf(await getOrRefuse(site, 'Dispatch Technician', name)),
    async write(technician, change, mark) {
      const doc = await site.get('Dispatch Technician', technician.name);
      return recordOf(await updateAsRead(site, 'Dispatch Technician', technician, { ...patchOf(change), commands: withMark(doc.commands, mark) }));
    },
    tags: async () => new Set((await site.list('Dispatch Tag', all({ fields: ['name'] }))).map(({ name }) => textOr(name))),
    zones: async () => doctypes['Dispatch Technician'].fields.find(({ fieldname }) => fieldname === 'zone')?.options?.split('\n') ?? [],
  };
}

const patchOf = ({ zone, absences, days, skills, ...profile }: TechnicianChange): Patch<'Dispatch Technician'> => ({
  ...(zone !== undefined && { zone: zone as NonNullable<Doc<'Dispatch Technician'>['zone']> }), // checked against zones()
  ...(absences !== undefined && { absences: absences.map(absenceRow) }),
  ...(days !== undefined && { days: days.flatMap(dayRows) }),
  ...(skills !== undefined && { skills: skills.map(({ skill, level, expiresOn }) => ({ skill, level, ...(expiresOn !== null && { expires_on: expiresOn }) })) }),
  ...profilePatch(profile),
});

const profilePatch = ({ displayName, mobile, email, employment, trade, language, isActive }: Partial<Profile>): Patch<'Dispatch Technician'> => ({
  ...(displayName !== undefined && { technician_name: displayName }),
  ...(mobile !== undefined && { mobile_no: mobile }),
  ...(email !== undefined && { email }),
  ...(employment !== undefined && { employment }),
  ...(trade !== undefined && { trade }),
  ...(language !== undefined && { language }),
  ...(isActive !== undefined && { status: isActive ? ('Active' as const) : ('Inactive' as const) }),
});

const skillOf = ({ skill, level, expires_on }: Doc<'Technician Skill'>): HeldSkill => ({ skill, level, expiresOn: nameOr(expires_on) });

const recordOf = (doc: Doc<'Dispatch Technician'>): TechnicianRecord => ({
  name: doc.name,
  modified: doc.modified,
  changedBy: doc.modified_by,
  changedAt: stampedAt(doc.modified),
  displayName: textOr(doc.technician_name),
  mobile: textOr(doc.mobile_no),
  email: textOr(doc.email),
  employment: doc.employment,
  trade: doc.trade,
  language: doc.language,
  isActive: doc.status !== 'Inactive',
  zone: textOr(doc.zone),
  skills: doc.skills.map(skillOf),
  absences: doc.absences.map(absenceOf),
  days: daysOf(doc.days),
  commands: commandsOf(doc),
});

const absenceOf = (row: Doc<'Technician Absence'>): Absence => ({
  start: instantFromSite(row.from_datetime).toString(),
  end: instantFromSite(row.to_datetime).toString(),
  reason: ABSENCE_REASONS.find((reason) => REASONS[reason] === row.reason) ?? 'other',
  note: textOr(row.note),
});

const absenceRow = ({ start, end, reason, note }: Absence): NewRow<Doc<'Technician Absence'>> => ({ from_datetime: naiveOf(start), to_datetime: naiveOf(end), reason: REASONS[reason], note });

function daysOf(rows: readonly Doc<'Technician Day'>[]): WorkingDay[] {
  const dates = [...new Set(rows.map(({ date }) => date))];
  return dates.map((date) => ({ date, shifts: rows.filter((row) => row.date === date && row.day_off !== 1).map(dayShiftOf) }));
}

const dayShiftOf = (row: Doc<'Technician Day'>): DayShift => ({
  start: wallText(row.start_time) ?? '00:00',
  end: wallText(row.end_time) ?? '00:00',
  lunchStart: wallText(row.lunch_start),
  lunchMinutes: row.lunch_minutes,
  onCall: row.on_call === 1,
});

const wallText = (text: string | undefined): string | null => wallTimeOf(text)?.toString({ smallestUnit: 'minute' }) ?? null;

function dayRows({ date, shifts }: WorkingDay): NewRow<Doc<'Technician Day'>>[] {
  if (shifts.length === 0) return [{ date, day_off: 1 }];
  return shifts.map((shift) => ({
    date,
    start_time: `${shift.start}:00`,
    end_time: `${shift.end}:00`,
    ...(shift.lunchStart !== null && { lunch_start: `${shift.lunchStart}:00` }),
    lunch_minutes: shift.lunchMinutes,
    on_call: shift.onCall ? 1 : 0,
  }));
}
