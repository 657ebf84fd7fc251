import type { CheckResult, CheckStatus } from './check.types.js';

type Locale = 'tr' | 'en';

const STATUS_LABELS: Readonly<Record<CheckStatus, Record<Locale, string>>> = {
  passed: { tr: 'tamam', en: 'passed' },
  warning: { tr: 'uyarı', en: 'warning' },
  failed: { tr: 'hata', en: 'FAILED' },
  manual: { tr: 'elle', en: 'manual' },
  skipped: { tr: 'atlandı', en: 'skipped' },
};
const ORDER: readonly CheckStatus[] = ['passed', 'warning', 'failed', 'manual', 'skipped'];

/** Formats the results as text: a line for each check, hints below it, and the counts at the end. */
export function reportText(results: readonly CheckResult[], locale: Locale, provider: string): string {
  const nameWidth = Math.max(...results.map(({ name }) => name.length));
  const statusWidth = Math.max(...ORDER.map((status) => STATUS_LABELS[status][locale].length));
  const indent = ' '.repeat(statusWidth + nameWidth + 4);
  const lines = results.flatMap(({ name, status, message, hint, docUrl }) => [
    `${STATUS_LABELS[status][locale].padEnd(statusWidth)}  ${name.padEnd(nameWidth)}  ${message[locale]}`,
    ...(hint ? [`${indent}${hint[locale]}`] : []),
    ...(docUrl && status !== 'passed' && !message[locale].includes(docUrl[locale])
      ? [`${indent}${docUrl[locale]}`]
      : []),
  ]);
  const counts = ORDER.map((status) => ({ status, count: countOf(results, status) })).filter(
    ({ count }) => count > 0,
  );
  const total = counts
    .map(({ status, count }) => `${count} ${STATUS_LABELS[status][locale].toLowerCase()}`)
    .join(', ');
  return `${provider}\n\n${lines.join('\n')}\n\n${total}\n`;
}

/** Formats the results as JSON. */
export function reportJson(results: readonly CheckResult[], provider: string): string {
  const counts = Object.fromEntries(ORDER.map((status) => [status, countOf(results, status)]));
  return `${JSON.stringify({ ok: countOf(results, 'failed') === 0, provider, counts, checks: results }, null, 2)}\n`;
}

function countOf(results: readonly CheckResult[], wanted: CheckStatus): number {
  return results.filter(({ status }) => status === wanted).length;
}
