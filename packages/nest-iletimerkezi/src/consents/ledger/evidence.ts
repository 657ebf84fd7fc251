import { formatDateTime } from 'iletimerkezi-core';
import type { DeclineRecord, LedgerRecord } from '../../storage/ledger/ledger-rows.js';

/** A recipient's records with their evidence, as data and as a page. */
export interface ConsentExport {
  readonly json: {
    readonly format: 'nest-iletimerkezi consent evidence';
    readonly brandCode: string;
    readonly recipient: string;
    readonly takenAt: string;
    /** The chain at that time: compare it with a head stored elsewhere. */
    readonly chain: { readonly length: number; readonly head: string } | undefined;
    readonly records: readonly LedgerRecord[];
    /** Refusals in forms without a standing consent; not part of the chain. */
    readonly declined: readonly DeclineRecord[];
  };
  /** A page to print, without scripts. Times are Istanbul time. */
  readonly html: string;
}

interface Found {
  readonly brandCode: string;
  readonly recipient: string;
  readonly records: readonly LedgerRecord[];
  readonly declined: readonly DeclineRecord[];
  readonly head: { length: number; head: string } | undefined;
}

export function exportOf({ brandCode, recipient, records, declined, head }: Found): ConsentExport {
  const takenAt = new Date();
  return {
    json: {
      format: 'nest-iletimerkezi consent evidence',
      brandCode,
      recipient,
      takenAt: takenAt.toISOString(),
      chain: head,
      records,
      declined,
    },
    html: `<!doctype html>
<html lang="tr">
<meta charset="utf-8">
<title>İzin kayıtları · Consent records</title>
<style>
  body { font: 11pt/1.45 system-ui, sans-serif; margin: 2cm; color: #111; }
  h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 1.6em; }
  section { break-inside: avoid; } dl { display: grid; grid-template-columns: 13em 1fr; gap: .15em 1em; margin: 0; }
  dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  code { font: 9pt/1.3 ui-monospace, monospace; }
</style>
<h1>İzin kayıtları · Consent records</h1>
${list([
  ['Marka kodu · Brand code', brandCode],
  ['Alıcı · Recipient', recipient],
  ['Alındığı an · Taken at', formatDateTime(takenAt)],
  ['Kayıt sayısı · Records', String(records.length)],
  ['Zincir · Chain', head && `${head.length} / ${head.head}`],
])}
${records.map(section).join('\n')}
${declined.map(declinedSection).join('\n')}
</html>
`,
  };
}

function section(record: LedgerRecord): string {
  return `<section><h2>${escape(`${record.position} · ${record.status} · ${record.channel} · ${record.recipientType}`)}</h2>${list(
    [
      ['İzin tarihi · Consent date', formatDateTime(record.consentDate)],
      ['Kayda geçtiği an · Recorded at', formatDateTime(record.recordedAt)],
      ['İzin kaynağı · Source', record.source],
      ['Kaydı yapan · Recorded by', record.origin === 'host' ? 'uygulama · application' : 'İYS'],
      ['Gösterilen metin · Text shown', record.text],
      ['Form', record.form],
      ['IP adresi ve tarayıcı · IP address and user agent', record.trace],
      ['İYS kaydı · Registration', record.registration],
      ['Özet · Hash', record.hash],
      ['Taahhüt · Commitment', record.commitment],
      ['Tuz · Salt', record.salt],
    ],
  )}</section>`;
}

const declinedSection = (declined: DeclineRecord): string =>
  `<section><h2>${escape(`Onay verilmedi · Declined · ${declined.channel}`)}</h2>${list([
    ['Kayda geçtiği an · Recorded at', formatDateTime(declined.declinedAt)],
    ['Alıcı tipi · Recipient type', declined.recipientType],
    ['Kaynak · Source', declined.source],
    ['Form', declined.form],
    ['IP adresi ve tarayıcı · IP address and user agent', declined.trace],
  ])}</section>`;

const list = (rows: readonly (readonly [string, string | null | undefined])[]): string =>
  `<dl>${rows
    .flatMap(([name, value]) => (value ? [`<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`] : []))
    .join('')}</dl>`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
