import type { Migration } from 'kysely/migration';
import { platform } from './0001-platform.ts';
import { outbox } from './0002-outbox.ts';
import { techLinks } from './0003-tech-links.ts';
import { positions } from './0004-positions.ts';
import { outboundDoor } from './0010-outbound-door.ts';
import { planning } from './0011-planning.ts';
import { inbound } from './0012-inbound.ts';
import { vision } from './0020-vision.ts';
import { phones } from './0030-phones.ts';
import { oldApp } from './0034-old-app.ts';
import { sessionFacts } from './0040-session-facts.ts';
import { tokens } from './0041-tokens.ts';
import { erpKeys } from './0042-erp-keys.ts';
import { audit } from './0050-audit.ts';
import { conversations } from './0060-conversations.ts';
import { templates } from './0061-templates.ts';
import { notices } from './0062-notices.ts';
import { releases } from './0063-releases.ts';
import { registration } from './0064-registration.ts';
import { labourCosts } from './0071-labour-costs.ts';
import { offers } from './0073-offers.ts';

/** Applied in the order of their names; one that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-platform': platform,
  '0002-outbox': outbox,
  '0003-tech-links': techLinks,
  '0004-positions': positions,
  '0010-outbound-door': outboundDoor,
  '0011-planning': planning,
  '0012-inbound': inbound,
  '0020-vision': vision,
  '0030-phones': phones,
  '0034-old-app': oldApp,
  '0040-session-facts': sessionFacts,
  '0041-tokens': tokens,
  '0042-erp-keys': erpKeys,
  '0050-audit': audit,
  '0060-conversations': conversations,
  '0061-templates': templates,
  '0062-notices': notices,
  '0063-releases': releases,
  '0064-registration': registration,
  '0071-labour-costs': labourCosts,
  '0073-offers': offers,
};
