import { useI18n } from 'vue-i18n';
import type { FlowStep } from '@gigafibre/contracts';
import type { FlowEffect, Operator, StepView } from '@gigafibre/flow';
import { useWords } from './use-words.ts';

const SIGNS: Readonly<Record<Operator, string>> = { minus: '−', plus: '+', times: '×', over: '÷', 'percent-of': '÷' };

/** How a step, its limits and its answer are said. */
export function useStepWords() {
  const { t, locale } = useI18n();
  const words = useWords();
  const number = (value: number): string => String(value).replace('-', '−').replace('.', locale.value === 'en' ? '.' : ',');
  const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text}\u00A0${unit}`);

  function limits({ minimum, maximum, unit }: Pick<FlowStep, 'minimum' | 'maximum' | 'unit'>): string {
    if (minimum !== null && maximum !== null) return t('tech.step.limits', { minimum: number(minimum), maximum: number(maximum), unit });
    if (minimum !== null) return t('tech.step.atLeast', { minimum: number(minimum), unit });
    return maximum === null ? unit : t('tech.step.atMost', { maximum: number(maximum), unit });
  }

  /** « 3 − (−21,2) » */
  function reckoning({ calculation }: StepView): string {
    if (calculation === undefined) return '';
    const { left, operator, right } = calculation;
    const other = right < 0 ? `(${number(right)})` : number(right);
    return `${number(left)} ${SIGNS[operator]} ${other}${operator === 'percent-of' ? ' × 100' : ''}`;
  }

  function answer({ step, record, number: read }: StepView<FlowStep>): string {
    if (read !== undefined) return withUnit(number(read), step.unit);
    const value = record?.value ?? '';
    if (step.kind !== 'choice') return value;
    const chosen = step.choices.find((choice) => choice.value === value);
    return chosen === undefined ? value : words(chosen.label);
  }

  /** A reason is kept in French, whatever the phone speaks: the office reads it. */
  function reason({ step, record }: StepView<FlowStep>): string {
    const said = record?.skippedReason ?? '';
    const offered = step.skipReasons?.find((each) => each.fr === said);
    return offered === undefined ? said : words(offered);
  }

  function told(effect: FlowEffect | undefined): string {
    if (effect?.type === 'refused') return t(`tech.step.refused.${effect.reason}`);
    return effect?.type === 'out-of-limits' ? t(`tech.step.${effect.side}`, { value: number(effect.value), bound: number(effect.bound) }) : '';
  }

  const slot = (name: string): string => (name === 'before' || name === 'after' ? t(`tech.step.${name}`) : t('tech.step.photoNumber', { n: name }));
  return { words, number, limits, reckoning, answer, reason, told, slot };
}
