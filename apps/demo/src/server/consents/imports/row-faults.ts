import { CONSENT_FINDING_TEXTS } from 'iletimerkezi-core';
import { importFaultText, type RefusedRow } from 'nest-iletimerkezi';
import type { ImportRowFault } from '../../../shared/api/consents.js';
import type { Bilingual } from '../../../shared/api/problem.js';

const KEPT_TEXTS: Readonly<Partial<Record<string, Bilingual>>> = {
  ...CONSENT_FINDING_TEXTS,
  'not-asked': { tr: 'Kaydedilmesi istenmedi.', en: 'Registration was not requested.' },
};

/** Returns the faults of a row with the column letters. */
export function rowFaults({ row, faults }: RefusedRow): ImportRowFault[] {
  return faults.map((fault) => ({ row, column: letterOf(fault.column), reason: importFaultText(fault) }));
}

/** Returns why records are not registered. Unknown reasons are shown as their codes. */
export function keptText(code: string): Bilingual {
  return KEPT_TEXTS[code] ?? { tr: code, en: code };
}

function letterOf(column: number | undefined): string | undefined {
  if (column === undefined) return undefined;
  return column <= 26 ? String.fromCharCode(64 + column) : String(column);
}
