import { shallowRef, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { listDocuments } from '../api/gateway.ts';
import { ApiProblem } from '../api/http.ts';

interface Book<Row> {
  doctype: string;
  fields: readonly string[];
  rows: ShallowRef<ReadonlyMap<string, Row>>;
  reading: Promise<void> | undefined;
}

const book = <Row>(doctype: string, fields: readonly string[]): Book<Row> => ({ doctype, fields, rows: shallowRef(new Map()), reading: undefined });
const technicians = book<{ name: string; technician_name: string }>('Dispatch Technician', ['name', 'technician_name']);
const skills = book<{ name: string; label_fr: string | null; label_en: string | null }>('Dispatch Tag', ['name', 'label_fr', 'label_en']);
const MOST = 100;

async function read<Row extends { name: string }>(kept: Book<Row>): Promise<void> {
  try {
    const rows = await listDocuments<Row>(kept.doctype, { fields: kept.fields, limit: MOST });
    kept.rows.value = new Map(rows.map((row) => [row.name, row]));
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    // Without the list, things are shown by their codes; the next screen asks again.
    kept.reading = undefined;
  }
}

/** The names of technicians by their number, read once for the whole office. */
export function useTechnicianNames(): (technician: string) => string {
  technicians.reading ??= read(technicians);
  return (technician) => technicians.rows.value.get(technician)?.technician_name ?? technician;
}

/** What a skill is called in the language on screen. */
export function useSkillNames(): (skill: string) => string {
  const { locale } = useI18n();
  skills.reading ??= read(skills);
  return (skill) => {
    const row = skills.rows.value.get(skill);
    return (locale.value === 'en' ? row?.label_en : row?.label_fr) ?? skill;
  };
}
