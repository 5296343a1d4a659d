import { shallowRef } from 'vue';
import { listDocuments } from '../api/gateway.ts';
import { ApiProblem } from '../api/http.ts';

const names = shallowRef<ReadonlyMap<string, string>>(new Map());
let reading: Promise<void> | undefined;

async function read(): Promise<void> {
  try {
    const rows = await listDocuments<{ name: string; technician_name: string }>('Dispatch Technician', { fields: ['name', 'technician_name'], limit: 500 });
    names.value = new Map(rows.map((row) => [row.name, row.technician_name]));
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    // Without the list, a technician is shown by his number.
    reading = undefined;
  }
}

/** The names of technicians by their number, read once for the whole office. */
export function useTechnicianNames(): (technician: string) => string {
  reading ??= read();
  return (technician) => names.value.get(technician) ?? technician;
}
