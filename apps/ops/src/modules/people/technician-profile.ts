import type { TechnicianFile } from '@gigafibre/contracts';
import { formatPhone, normalizePhone } from '@gigafibre/kernel';
import type { Profile } from './use-technician-files.ts';

type Form = Required<Profile>;

/** A file as its form shows it: the number as people write it. */
export const profileOf = ({ displayName, mobile, email, employment, trade, language, isActive }: TechnicianFile): Form => ({ displayName, mobile: mobile === '' ? '' : formatPhone(mobile), email, employment, trade, language, isActive });

/** A number as people write it, in E.164; what is none stays as it is, for the hub to refuse. */
export const phoneFrom = (text: string): string => normalizePhone(text) ?? text.trim();

/** What a form says otherwise than the file. */
export function changedProfile(file: TechnicianFile, form: Form): Profile {
  const said: Form = { ...form, displayName: form.displayName.trim(), email: form.email.trim(), mobile: phoneFrom(form.mobile) };
  return Object.fromEntries(Object.entries(said).filter(([field, value]) => file[field as keyof Form] !== value));
}
