import {
  errorText,
  findErrorCode,
  isCallError,
  isInputError,
  type IletimerkeziError,
} from 'iletimerkezi-core';
import type { Bilingual, Problem } from '../../shared/api/problem.js';
import { problem, ProblemException } from './problems.js';

/** The purpose of a call, which selects the texts of its errors. */
const WORDS = {
  send: { unknown: 'outcome-unknown', away: 'provider-unreachable' },
  other: { unknown: 'provider-silent', away: 'provider-away' },
} as const;

/** Converts a failed provider call to a problem. Returns other errors unchanged. */
export function providerProblem(error: unknown, purpose: keyof typeof WORDS = 'send'): unknown {
  if (!isCallError(error) && !isInputError(error)) return error;
  if (error.outcome === 'unknown') return new ProblemException(502, problem(WORDS[purpose].unknown));
  if (isCallError(error) && error.providerCode !== undefined)
    return new ProblemException(422, refusal(error.providerCode, hintOf(error)));
  return error.code === 'invalid-input'
    ? new ProblemException(422, problem('provider-refused', { hint: hintOf(error) }))
    : new ProblemException(503, problem(WORDS[purpose].away));
}

/** Returns the library's text for a provider code, if it has one. */
export function refusal(providerCode: number, hint: Bilingual = problem('provider-refused').hint): Problem {
  const entry = findErrorCode(providerCode);
  if (entry === undefined) return problem('provider-refused', { providerCode, hint });
  const { tr, en } = entry;
  return problem('provider-refused', {
    providerCode,
    message: { tr: `${tr.title}.`, en: `${en.title}.` },
    hint: { tr: `${tr.meaning} ${hint.tr}`, en: `${en.meaning} ${hint.en}` },
  });
}

const hintOf = (error: IletimerkeziError): Bilingual => ({
  tr: errorText(error, 'tr').fix,
  en: errorText(error, 'en').fix,
});
