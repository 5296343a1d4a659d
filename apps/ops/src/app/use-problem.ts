import { useI18n } from 'vue-i18n';
import type { ApiProblem } from '../api/http.ts';

/** The sentence people read for a problem: ours for its code; the ERP's own words where it refused a value. */
export function useProblem(): (problem: ApiProblem) => string {
  const words = useI18n();
  return (problem) => {
    if (problem.code === 'erp_refused' && problem.detail !== undefined) return problem.detail;
    const key = `problem.${problem.code}`;
    return words.te(key) || words.te(key, 'fr') ? words.t(key) : words.t('problem.internal');
  };
}
