import { mulberry32, Temporal } from '@gigafibre/kernel';
import type { MessageVendor } from '../../src/vendors/messaging/messaging.port.ts';
import { LiveGrant } from '../../src/vendors/messaging/live-grant.ts';
import { decide } from '../../src/modules/outbound/policy/decide.ts';
import { POLICIES } from '../../src/modules/outbound/policy/policies.ts';
import { POLICY_SETTINGS } from '../../src/modules/outbound/policy/policy.ts';
import type { Policy, Question } from '../../src/modules/outbound/policy/policy.ts';
import { recipientOf } from '../../src/modules/outbound/policy/recipient.ts';
import { ALLOWED, ISSUED_SECONDS, makeCase, OWN_HOSTS, TEMPLATE, type OutboundCase } from './cases.ts';
import { makeGrants } from './grants.ts';
import { mayLeave } from './oracle.ts';

function questionOf(sent: OutboundCase): Question {
  const { channel, text } = sent.recipient;
  const { key, country, isGood } = recipientOf(channel, text);
  return {
    message: { channel, recipient: key, template: TEMPLATE, category: sent.category, isBilling: sent.isBilling, isLegal: sent.isLegal, language: sent.language, subject: channel === 'sms' ? '' : sent.text.subject, body: sent.text.body },
    facts: { ...sent, recipientCountry: country, isGoodAddress: isGood },
    settings: { ...POLICY_SETTINGS, ownHosts: OWN_HOSTS },
    now: Temporal.Instant.fromEpochMilliseconds(sent.nowSeconds * 1000),
  };
}

export interface OutboundFuzz {
  readonly cases: number;
  readonly sent: number;
  /** Cases in which the door and the independent rules disagree, the first few whole. */
  readonly wrong: number;
  readonly examples: readonly OutboundCase[];
}

/** Generated configurations and messages, each through the grant, the policies and the door, against independent rules. */
export async function fuzzOutbound(cases: number, seed: number, policies: Readonly<Record<string, Policy>> = POLICIES): Promise<OutboundFuzz> {
  const random = mulberry32(seed);
  const book = await makeGrants(ISSUED_SECONDS);
  const examples: OutboundCase[] = [];
  let [sent, wrong, calls] = [0, 0, 0];
  const vendor: Pick<MessageVendor, 'send'> = { send: () => Promise.resolve({ kind: 'accepted', vendorId: String((calls += 1)) }) };
  for (let index = 0; index < cases; index += 1) {
    const made = makeCase(book, random);
    const { mode, environment, grant, accounts, nowSeconds } = made;
    const claimed = await LiveGrant.claim({ mode, environment, grant: grant.text, publicKey: book.publicKey, accounts }, nowSeconds);
    const before = calls;
    const question = questionOf(made);
    if (decide(question, { grant: claimed, allowed: ALLOWED }, policies).verdict === 'send') await vendor.send({ id: '', to: question.message.recipient, toName: '', subject: '', body: question.message.body });
    sent += calls - before;
    if (mayLeave(made) === (calls > before)) continue;
    wrong += 1;
    if (examples.length < 5) examples.push(made);
  }
  return { cases, sent, wrong, examples };
}
