import { describe, expect, it } from '@jest/globals';
import { CSV_HEADER, csvLine } from './csv.js';
import { exportOf } from './evidence.js';
import type { LedgerRecord } from '../../storage/ledger/ledger-rows.js';
import { e164 } from '../../test-support/e164.js';

const record: LedgerRecord = {
  brandCode: '1234',
  position: 1,
  recipient: e164('+905301234567'),
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: new Date('2026-01-02T09:00:00Z'),
  recordedAt: new Date('2026-01-02T09:00:01Z'),
  origin: 'host',
  form: null,
  trace: null,
  salt: undefined,
  commitment: 'c0ffee',
  hash: 'beef',
  text: undefined,
  registration: 'confirmed',
  registrationReason: undefined,
};

describe('a record as a CSV row', () => {
  it('has a cell for each name of the header', () => {
    expect(csvLine(record).split(';')).toHaveLength(CSV_HEADER.split(';').length);
  });

  it('leaves erased recipients and missing registrations empty', () => {
    const cells = csvLine({ ...record, recipient: undefined, registration: undefined }).split(';');
    expect([cells[2], cells[10]]).toEqual(['', '']);
  });

  it('quotes separators and line ends', () => {
    expect(csvLine({ ...record, source: 'a;"b"\r\nc' })).toContain(';"a;""b""\r\nc";');
  });

  it('contains no spreadsheet formula', () => {
    expect(csvLine({ ...record, source: '=1+1' })).not.toContain(';=1+1;');
  });
});

describe('the page of an export', () => {
  const page = (change: Partial<LedgerRecord>): string =>
    exportOf({
      brandCode: '1234',
      recipient: '+905301234567',
      records: [{ ...record, ...change }],
      declined: [],
      head: { length: 1, head: 'beef' },
    }).html;

  it('names the recorder', () => {
    expect(page({})).toContain('uygulama · application');
    expect(page({ origin: 'registry' })).toContain('<dd>İYS</dd>');
  });

  it('escapes the text', () => {
    const html = page({ text: '<script>"&"</script>' });
    expect(html).toContain('&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;');
    expect(html).not.toContain('<script>');
  });

  it('omits empty fields', () => {
    expect(page({ form: null })).not.toContain('<dt>Form</dt>');
    expect(page({ form: 'web-1' })).toContain('<dt>Form</dt><dd>web-1</dd>');
  });
});
