import { CONSENT_FINDING_TEXTS } from 'iletimerkezi-core';
import type { RefusedRow, SyncFault } from 'nest-iletimerkezi';
import type { ImportRowFault } from '../../../shared/api/consents.js';
import type { Bilingual } from '../../../shared/api/problem.js';

/** What the vocabulary of core has no sentence for. */
const OWN_TEXTS = {
  missing: { tr: 'Hücre boş.', en: 'The cell is empty.' },
  extra: { tr: 'Son sütundan sonra dolu bir hücre var.', en: 'There is a cell beyond the last column.' },
  'brand-code': { tr: 'Marka kodu yalnızca rakamlardan oluşur.', en: 'A brand code has digits only.' },
  'not-a-record': { tr: 'Satır okunamadı.', en: 'The row cannot be read.' },
  'not-asked': { tr: 'Kaydedilmesi istenmedi.', en: 'Nobody asked to register it.' },
} satisfies Record<string, Bilingual>;

const TEXTS: Readonly<Partial<Record<string, Bilingual>>> = { ...CONSENT_FINDING_TEXTS, ...OWN_TEXTS };

/** The row's faults, one entry for each, with the column as spreadsheets name it. */
export function rowFaults({ row, faults }: RefusedRow): ImportRowFault[] {
  return faults.map(({ column, code }) => ({ row, column: letterOf(column), reason: reasonText(code) }));
}

/** A reason of the library's in words; one that a later version brings is shown as its code. */
export function reasonText(code: SyncFault['code'] | (string & {})): Bilingual {
  return TEXTS[code] ?? { tr: code, en: code };
}

function letterOf(column: number | undefined): string | undefined {
  if (column === undefined) return undefined;
  return column <= 26 ? String.fromCharCode(64 + column) : String(column);
}
