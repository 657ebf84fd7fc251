'use client';
import { useCallback } from 'react';
import { codeTexts } from '../../parts/codeTextsModule.js';
import { knownStatus } from '../../parts/StatusMark.js';
import { useSmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';

/** Why a message was not delivered, and what to do. */
export interface Reason {
  code: number;
  /** Its meaning and what to do, a sentence or more each. */
  texts: readonly string[];
}

/** Returns the reason of a row; undefined for rows without one. */
export type ReasonOf = (row: ReportRow) => Reason | undefined;

/** The provider's only code for an undelivered message. Source: provider documentation, get-report. */
const UNDELIVERED = 112;

function codeOf({ status, statusCode }: ReportRow): number | undefined {
  if (status === 'undelivered') return statusCode ?? UNDELIVERED;
  return knownStatus(status) === 'unknown' ? statusCode : undefined;
}

/** Explains rows by the texts of the provider's codes, which are loaded when `isNeeded`. */
export function useReasons(isNeeded: boolean): ReasonOf {
  const { t, locale } = useSmsUi();
  const texts = codeTexts.useModule(isNeeded);
  return useCallback(
    (row) => {
      const code = codeOf(row);
      if (code === undefined) return undefined;
      const entry = texts?.findCode(code)?.[locale];
      if (entry) return { code, texts: [entry.meaning, entry.fix] };
      return { code, texts: [t(texts ? 'report.reasonUnlisted' : 'common.code', { code: String(code) })] };
    },
    [texts, t, locale],
  );
}
