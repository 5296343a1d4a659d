import { invalid, SiteError } from '../errors.ts';
import type { DocField } from '../meta.ts';

const EMAIL = /^(?:"[^"]+"|[^<>]*)?\s*<?[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+>?$/;
const PHONE = /^[0-9 +_\-,.*#()]{1,20}$/;
const INTERNATIONAL = /^\+\d{1,3}-?[0-9 -]{4,16}$/;
const NAME = /^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_'-]*(?: [\p{L}\p{M}\p{N}_'-]+)*$/u;
const URL_SHAPE = /^(?:https?|ftp|mailto|tel):\/{0,2}\S+$/i;

const FORMATS: Readonly<Record<string, (value: string, label: string) => void>> = {
  Email: (value) => {
    for (const address of value.split(/[,\n]/).map((part) => part.trim()).filter((part) => part !== '')) {
      if (!EMAIL.test(address)) throw new SiteError('InvalidEmailAddressError', `${address} is not a valid Email Address`);
    }
  },
  Phone: (value) => {
    if (!PHONE.test(value)) throw new SiteError('InvalidPhoneNumberError', `${value} is not a valid Phone Number`);
  },
  Name: (value) => {
    if (!NAME.test(value.trim())) throw new SiteError('InvalidNameError', `${value} is not a valid Name`);
  },
  URL: (value) => {
    if (!URL_SHAPE.test(value)) throw invalid(`'${value}' is not a valid URL`);
  },
  IBAN: (value) => {
    if (!isIban(value.replaceAll(' ', ''))) throw invalid(`${value} is not a valid IBAN`);
  },
};

/** Checks a Data field that promises a format by its options, and the Phone field type. Empty values pass. */
export function validateFormat(field: DocField, value: unknown): void {
  if (typeof value !== 'string' || value === '') return;
  const label = field.label ?? field.fieldname;
  if (field.fieldtype === 'Data') FORMATS[field.options ?? '']?.(value, label);
  if (field.fieldtype !== 'Phone') return;
  if (!value.startsWith('+')) throw new SiteError('InvalidPhoneNumberError', `Please select a country code for field <strong>${field.fieldname}</strong>.`);
  if (!INTERNATIONAL.test(value)) throw new SiteError('InvalidPhoneNumberError', `Phone Number <strong>${value}</strong> set in field <strong>${field.fieldname}</strong> is not valid.`);
}

/** ISO 13616: the country and check digits moved to the end, letters as numbers, leave 1 when divided by 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
