import type { Problem } from '../../../shared/api/problem.js';
import { problemFrom } from '../../api/call.js';
import type { useText } from '../../i18n/useText.js';

const KNOWN = ['campaign-started', 'nothing-to-cancel', 'reschedule-too-soon', 'recipients-erased'] as const;

/** Returns a problem of an action on an order in the words of the page. Those of the server are for developers. */
export function scheduledProblem(problem: Problem, t: ReturnType<typeof useText>['t']): Problem {
  const code = KNOWN.find((known) => known === problem.code);
  return code === undefined ? problem : problemFrom(code, t(`scheduled.fault.${code}`));
}
