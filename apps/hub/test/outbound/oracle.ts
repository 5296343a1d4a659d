import type { OutboundCase } from './cases.ts';

const hourIn = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', hour: 'numeric', hourCycle: 'h23' });

/** The five conditions of a live grant, and the same five for the allow-list of a trial. */
function isGranted({ mode, environment, grant, accounts, recipient, nowSeconds }: OutboundCase): boolean {
  if (mode === 'live' ? environment !== 'production' : mode !== 'allowlist' || !recipient.isListed) return false;
  const isAlive = grant.issuedSeconds <= nowSeconds && nowSeconds < grant.endsSeconds && grant.endsSeconds - grant.issuedSeconds <= 2_592_000;
  const account = accounts[recipient.channel];
  return grant.isAuthentic && isAlive && grant.environment === environment && grant.mode === mode && grant.channels.includes(recipient.channel) && account !== '' && grant.accounts[recipient.channel] === account;
}

function isWanted({ recipient, optedOut, category, isLegal, isRegisteredInUs }: OutboundCase): boolean {
  if (!recipient.isGood || (recipient.isAmerican && !isRegisteredInUs)) return false;
  return isLegal || !(optedOut === 'all' || (optedOut === 'promotional' && category === 'promotional'));
}

function isTimely({ category, isLegal, nowSeconds, stopped, recipient }: OutboundCase): boolean {
  const hour = Number(hourIn.format(nowSeconds * 1000));
  const isDay = hour >= 8 && hour < 21;
  const isStopped = stopped.includes('all') || stopped.includes(recipient.channel) || stopped.includes('template:booked');
  return !isStopped && (isDay || isLegal || category === 'critical');
}

function isWithinCaps({ isLegal, sentToRecipientToday, sentOfTemplateToday, sentThisHour, isRepeated }: OutboundCase): boolean {
  return sentThisHour < 600 && !isRepeated && (isLegal || (sentToRecipientToday < 6 && sentOfTemplateToday < 3));
}

function isProper({ text, recipient, language, customerLanguage, isBilling, isLegacyAuthoritative }: OutboundCase): boolean {
  if (isBilling && isLegacyAuthoritative) return false;
  return text.isFit && !(text.isLong && recipient.channel === 'sms') && (customerLanguage === null || customerLanguage === language);
}

/** Whether a message may reach a real person, written from the rules and from nothing of the hub's. */
export const mayLeave = (sent: OutboundCase): boolean => isGranted(sent) && isWanted(sent) && isTimely(sent) && isWithinCaps(sent) && isProper(sent);
