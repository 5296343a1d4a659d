import { describe, expect, it } from 'vitest';
import { generatedFile } from '../generate/read-files.ts';
import { rendered } from '../generate/render.ts';
import { doctypes, roles, type DocFieldFile, type DocTypeFile } from '../src/index.ts';

const all: readonly DocTypeFile[] = Object.values(doctypes);
const known = new Set(all.map((doctype) => doctype.name));
const fields = (wanted: (field: DocFieldFile, doctype: DocTypeFile) => boolean): string[] =>
  all.flatMap((doctype) => doctype.fields.filter((field) => wanted(field, doctype)).map((field) => `${doctype.name}.${field.fieldname}`));
const searchFields = (doctype: DocTypeFile): string[] => (typeof doctype['search_fields'] === 'string' ? doctype['search_fields'].split(',') : []);
const fieldOf = (doctype: DocTypeFile, name: string): DocFieldFile | undefined => doctype.fields.find((field) => field.fieldname === name);

describe('DocType files', () => {
  it('keeps the generated types and the index current with the files', () => {
    for (const [name, text] of Object.entries(rendered())) expect(generatedFile(name) === text, `${name}: run pnpm --filter @gigafibre/doctypes generate`).toBe(true);
  });

  it('links only to DocTypes that exist', () => {
    expect(fields((field) => ['Link', 'Table', 'Table MultiSelect'].includes(field.fieldtype) && !known.has(field.options ?? ''))).toEqual([]);
  });

  it('gives tables rows of a child DocType, and gives child DocTypes no rights of their own', () => {
    expect(fields((field) => field.fieldtype === 'Table' && doctypes[field.options as keyof typeof doctypes].istable !== 1)).toEqual([]);
    expect(all.filter((doctype) => doctype.istable === 1 && doctype.permissions.length > 0).map((doctype) => doctype.name)).toEqual([]);
  });

  it('fetches only fields that the linked DocType has', () => {
    const broken = fields((field, doctype) => {
      const path = field['fetch_from'];
      if (typeof path !== 'string') return false;
      const [link = '', source = ''] = path.split('.');
      const target = all.find((other) => other.name === fieldOf(doctype, link)?.options);
      return target === undefined || fieldOf(target, source) === undefined;
    });
    expect(broken).toEqual([]);
  });

  it('names a default that is among the options of its Select', () => {
    expect(fields((field) => field.fieldtype === 'Select' && field.default !== undefined && !(field.options ?? '').split('\n').includes(field.default))).toEqual([]);
  });

  it('sorts, titles and searches by fields that exist', () => {
    const words = (doctype: DocTypeFile): string[] =>
      [doctype['title_field'], doctype['sort_field'], ...searchFields(doctype)].filter((word): word is string => typeof word === 'string' && word !== '');
    const missing = all.flatMap((doctype) => words(doctype).filter((word) => !['creation', 'modified', 'name'].includes(word) && fieldOf(doctype, word) === undefined).map((word) => `${doctype.name}.${word}`));
    expect(missing).toEqual([]);
  });

  it('grants rights only to the roles of the product and the automatic ones', () => {
    const granted = new Set(all.flatMap((doctype) => doctype.permissions.map((permission) => permission.role)));
    expect([...granted].filter((role) => !['All', 'Desk User'].includes(role) && !(roles as readonly string[]).includes(role))).toEqual([]);
  });

  it('lets nobody but a System Manager delete field-service records', () => {
    const others = all.filter((doctype) => doctype.module === 'Field Service').flatMap((doctype) => doctype.permissions.filter((permission) => permission['delete'] === 1));
    expect(new Set(others.map((permission) => permission.role))).toEqual(new Set(['System Manager']));
  });

  it('lays our custom fields into the ticket, behind the field they name', () => {
    const order = doctypes.Issue.fields.map((field) => field.fieldname);
    expect(order.slice(order.indexOf('issue_type') + 1, order.indexOf('issue_type') + 5)).toEqual(['service_location', 'service_equipment', 'created_by_command', 'commands']);
    expect(fieldOf(doctypes.Issue, 'service_location')?.['is_custom_field']).toBe(1);
  });
});
