import { CONSENT_FINDING_TEXTS } from 'iletimerkezi-core';
import { ConsentRefusedError } from 'nest-iletimerkezi';
import { problem, ProblemException } from '../http/problems.js';
import { providerProblem } from '../http/provider-problem.js';

/** Words what the ledger or the registry refused for the page. */
export function consentProblem(error: unknown): unknown {
  if (!(error instanceof ConsentRefusedError)) return providerProblem(error, 'other');
  const texts = error.faults.map(({ code }) => CONSENT_FINDING_TEXTS[code]);
  const hint = {
    tr: texts.map(({ tr }) => tr).join(' '),
    en: texts.map(({ en }) => en).join(' '),
  };
  return new ProblemException(422, problem('consent-refused', { hint }));
}
