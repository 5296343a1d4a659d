import type { Language } from '@gigafibre/contracts';
import { SMS_TEMPLATES } from '../outbound/index.ts';
import type { MessageIntent } from '../outbound/index.ts';
import { inGsmLetters } from '../templates/index.ts';
import type { Technician } from './tech-link.ports.ts';

/** The fallback when texts do not arrive: the same link by e-mail. */
const EMAIL: Readonly<Record<Language, { readonly subject: string; body(name: string, link: string): string }>> = {
  fr: { subject: 'Votre lien de travail', body: (name, link) => `Bonjour ${name},\n\nVoici le lien qui ouvre votre journée. Il est valide 15 minutes et ne sert qu’une fois :\n\n${link}\n\nGigafibre` },
  en: { subject: 'Your work link', body: (name, link) => `Hello ${name},\n\nThis link opens your day. It is valid for 15 minutes and works once:\n\n${link}\n\nGigafibre` },
};

/** The message that brings a technician his link. */
export function linkMessage(technician: Technician, channel: 'sms' | 'email', link: string): Omit<MessageIntent, 'about' | 'related' | 'by'> {
  const { displayName, language, mobile, email } = technician;
  const [firstName = ''] = displayName.split(' ');
  const common = { channel, toName: displayName, template: 'tech-link', language };
  if (channel === 'email') return { ...common, to: email, subject: EMAIL[language].subject, body: EMAIL[language].body(firstName, link) };
  return { ...common, to: mobile, body: SMS_TEMPLATES['tech-link'][language]({ name: inGsmLetters(firstName).slice(0, 20), link }) };
}
