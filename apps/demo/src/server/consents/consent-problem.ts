import { CONSENT_FINDING_TEXTS } from 'iletimerkezi-core';
import { ConsentRefusedError } from 'nest-iletimerkezi';
import { problem, ProblemException } from '../http/problems.js';
import { providerProblem } from '../http/provider-problem.js';

/** Converts errors of the ledger and the registry to problems. */
export function consentProblem(error: unknown): unknown {
  if (!(error instanceof ConsentRefusedError)) return providerProblem(error, 'other');
  const texts = error.faults.map(({ code }) => CONSENT_FINDING_TEXTS[code]);
  const hint = {
    tr: texts.map(({ tr }) => tr).join(' '),
    en: texts.map(({ en }) => en).join(' '),
  };
  return new ProblemException(422, problem('consent-refused', { hint }));
}
