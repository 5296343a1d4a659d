import { mount } from '@vue/test-utils';
import { defineComponent } from 'vue';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/http.ts';
import { useRecordEditing, type EditedRecord } from './use-record-editing.ts';

/** A record on a server that refuses a write on an old stamp, as the ERP does. */
function bookOf(values: Record<string, string>) {
  const server = { modified: 1, values: { ...values }, by: new Map<string, string>() };
  let read: EditedRecord;
  const reload = async (): Promise<void> => {
    read = { doctype: 'Customer', name: 'Chloé', modified: String(server.modified), values: { ...server.values }, changedBy: (field) => server.by.get(field) };
  };
  const update = async (_doctype: string, _name: string, patch: Readonly<Record<string, unknown>>): Promise<void> => {
    const { modified, ...fields } = patch;
    if (modified !== String(server.modified)) throw new ApiProblem({ code: 'document_changed', status: 417 });
    if (Object.values(fields).includes('')) throw new ApiProblem({ code: 'erp_refused', detail: 'Le nom est obligatoire' });
    Object.assign(server.values, fields);
    server.modified += 1;
  };
  const changeElsewhere = (field: string, value: string): void => {
    server.values[field] = value;
    server.by.set(field, 'Rémi Lavoie');
    server.modified += 1;
  };
  return { server, reload, update, changeElsewhere, current: () => read };
}

async function editing(values: Record<string, string>) {
  const book = bookOf(values);
  await book.reload();
  let edit!: ReturnType<typeof useRecordEditing>;
  mount(defineComponent({
    setup() {
      edit = useRecordEditing({ current: book.current, reload: book.reload }, book.update);
      return () => null;
    },
  }));
  return { book, edit };
}

describe('Changing a field in place (R12)', () => {
  it('saves the field on the stamp that was read, and says so', async () => {
    const { book, edit } = await editing({ name: 'Chloé', phone: '1' });
    await edit.save('name', 'Chloé Roy', 'Chloé');
    expect([edit.states['name'], book.server.values['name']]).toEqual([{ phase: 'saved' }, 'Chloé Roy']);
  });

  it('lets a change through when somebody else changed another field since', async () => {
    const { book, edit } = await editing({ name: 'Chloé', phone: '1' });
    book.changeElsewhere('phone', '2');
    await edit.save('name', 'Chloé Roy', 'Chloé');
    expect([edit.states['name']?.phase, book.server.values]).toEqual(['saved', { name: 'Chloé Roy', phone: '2' }]);
  });

  it('shows the other value and who wrote it when the same field was changed since', async () => {
    const { book, edit } = await editing({ name: 'Chloé', phone: '1' });
    book.changeElsewhere('name', 'Chloé Dubé');
    await edit.save('name', 'Chloé Roy', 'Chloé');
    expect(edit.states['name']).toEqual({ phase: 'conflict', mine: 'Chloé Roy', theirs: 'Chloé Dubé', by: 'Rémi Lavoie' });
    expect(book.server.values['name']).toBe('Chloé Dubé');
  });

  it('shows the other value too when the screen had already read it while the person was typing', async () => {
    const { book, edit } = await editing({ name: 'Chloé', phone: '1' });
    book.changeElsewhere('name', 'Chloé Dubé');
    await book.reload();
    await edit.save('name', 'Chloé Roy', 'Chloé');
    expect([edit.states['name']?.phase, book.server.values['name']]).toEqual(['conflict', 'Chloé Dubé']);
  });

  it('overwrites after a conflict only when the person says so', async () => {
    const { book, edit } = await editing({ name: 'Chloé', phone: '1' });
    book.changeElsewhere('name', 'Chloé Dubé');
    await edit.save('name', 'Chloé Roy', 'Chloé');
    await edit.save('name', 'Chloé Roy', 'Chloé Dubé');
    expect([edit.states['name']?.phase, book.server.values['name']]).toEqual(['saved', 'Chloé Roy']);
  });

  it('gives the reason when the ERP refuses the value', async () => {
    const { edit } = await editing({ name: 'Chloé', phone: '1' });
    await edit.save('name', '', 'Chloé');
    expect(edit.states['name']).toEqual({ phase: 'refused', reason: 'Le nom est obligatoire' });
  });
});
