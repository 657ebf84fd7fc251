import { CONSENT_FINDING_TEXTS } from 'iletimerkezi-core';
import { syncFaultText, type RefusedRow } from 'nest-iletimerkezi';
import type { ImportRowFault } from '../../../shared/api/consents.js';
import type { Bilingual } from '../../../shared/api/problem.js';

const KEPT_TEXTS: Readonly<Partial<Record<string, Bilingual>>> = {
  ...CONSENT_FINDING_TEXTS,
  'not-asked': { tr: 'Kaydedilmesi istenmedi.', en: 'Nobody asked to register it.' },
};

/** The row's faults, one entry for each, with the column as spreadsheets name it. */
export function rowFaults({ row, faults }: RefusedRow): ImportRowFault[] {
  return faults.map((fault) => ({ row, column: letterOf(fault.column), reason: syncFaultText(fault) }));
}

/** Why records are in the ledger and not registered; a reason that a later version brings is shown as its code. */
export function keptText(code: string): Bilingual {
  return KEPT_TEXTS[code] ?? { tr: code, en: code };
}

function letterOf(column: number | undefined): string | undefined {
  if (column === undefined) return undefined;
  return column <= 26 ? String.fromCharCode(64 + column) : String(column);
}
