/** `critical`: somebody waits at the door for it. `promotional`: nobody asked for it. */
export type Category = 'critical' | 'service' | 'relational' | 'promotional';

/** What the policies need to know of a template, whatever its words. */
export interface TemplateRule {
  readonly category: Category;
  readonly isBilling: boolean;
  readonly isLegal: boolean;
  /** May follow itself to the same person about the same thing within minutes, as long as the words differ. */
  readonly isRepeatable: boolean;
  /** To people of the house: no part of a conversation with a customer. */
  readonly isInternal: boolean;
}

const USUAL: TemplateRule = { category: 'service', isBilling: false, isLegal: false, isRepeatable: false, isInternal: false };
const RULES: Readonly<Record<string, Partial<TemplateRule>>> = {
  'tech-link': { category: 'critical', isRepeatable: true, isInternal: true },
  'visit-running-late': { category: 'critical', isRepeatable: true },
  'visit-rescheduled': { isRepeatable: true },
  'visit-confirmed': { isRepeatable: true },
  'visit-on-my-way': { category: 'critical', isRepeatable: true },
  'visit-survey': { category: 'relational' },
  'survey-thanks': { isRepeatable: true },
  'visit-copy': { isRepeatable: true },
  'visit-free': { isRepeatable: true },
  'stop-confirmed': { category: 'critical', isLegal: true, isRepeatable: true },
  'start-confirmed': { category: 'critical', isLegal: true, isRepeatable: true },
  reply: { category: 'critical', isRepeatable: true },
  'help-answer': { category: 'critical', isLegal: true, isRepeatable: true },
};

export const ruleOf = (template: string): TemplateRule => ({ ...USUAL, ...RULES[template] });
