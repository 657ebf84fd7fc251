import { describe, expect, it } from '@jest/globals';
import { CONSENT_SOURCES } from '../consents/vocabulary.js';
import type { ConsentSource } from '../contract/iys-register.js';
import type { ConsentFileBatch } from './consent-file.js';
import { NETMERA_PLATFORMS, type PlatformSources } from './platforms.js';
import { readConsents, type ReadConsentsOptions } from './read-consents.js';
import { writeConsents } from './write-consents.js';

async function read(text: string, options: ReadConsentsOptions): Promise<ConsentFileBatch> {
  const all: ConsentFileBatch = { rows: [], rejected: [] };
  for await (const { rows, rejected } of readConsents(text, options)) {
    all.rows.push(...rows);
    all.rejected.push(...rejected);
  }
  return all;
}

const netmera = (platforms?: PlatformSources): ReadConsentsOptions => ({
  format: 'netmera-sms',
  defaults: { recipientType: 'BIREYSEL' },
  ...(platforms && { platforms }),
});
const line = (platform: string): string => `905331234562; ${platform}; ONAY; 15.05.2025 14:23:00`;
const sourcesOf = async (platforms: string[], own?: PlatformSources): Promise<(string | number)[]> => {
  const { rows, rejected } = await read(platforms.map(line).join('\n'), netmera(own));
  const found: (string | number)[] = [];
  for (const { row, record } of rows) found[row - 1] = record.source;
  for (const { row } of rejected) found[row - 1] = row;
  return found;
};

describe('the platform column', () => {
  it('registers the source of each platform in the table', async () => {
    const words = Object.keys(NETMERA_PLATFORMS);
    expect(await sourcesOf(words)).toEqual(Object.values(NETMERA_PLATFORMS));
    expect(await sourcesOf(['mobileapp', 'web', 'form', 'mobile/web', 'SMS', 'EMAIL'])).toEqual([
      'HS_MOBIL',
      'HS_WEB',
      'HS_WEB',
      'HS_EORTAM',
      'HS_MESAJ',
      'HS_EPOSTA',
    ]);
  });

  it('ignores case, spaces and punctuation, and treats I, İ, ı and i as equal', async () => {
    const words = [
      'MobileApp',
      'MOBILEAPP',
      'mobile app',
      'WEB SİTESİ',
      'web sitesi',
      'MOBIL',
      'MOBİL',
      'e-mail',
    ];
    expect(await sourcesOf(words)).toEqual([
      ...Array<string>(3).fill('HS_MOBIL'),
      'HS_WEB',
      'HS_WEB',
      'HS_MOBIL',
      'HS_MOBIL',
      'HS_EPOSTA',
    ]);
  });

  it('accepts the wire names of all sources', async () => {
    const names = CONSENT_SOURCES.map(({ value }) => value);
    expect(await sourcesOf(names)).toEqual(names);
  });

  it.each(['kiosk', 'constructor', '__proto__', 'форма', '-', 'mobileapp2'])(
    'reports %j by its row and never registers a default source',
    async (word) => {
      const options = { ...netmera(), defaults: { recipientType: 'BIREYSEL', source: 'HS_WEB' } as const };
      const { rows, rejected } = await read([line('web'), line(word)].join('\n'), options);
      expect(rows.map(({ row }) => row)).toEqual([1]);
      expect(rejected).toMatchObject([
        { row: 2, faults: [{ column: 2, field: 'platform', code: 'platform' }] },
      ]);
    },
  );

  it('reports an empty platform unless the host specifies its source', async () => {
    const { rejected } = await read(line(''), netmera());
    expect(rejected).toMatchObject([{ row: 1, faults: [{ column: 2, field: 'platform', code: 'missing' }] }]);
    expect(await sourcesOf(['', ' ', '-'], { '': 'HS_ETKINLIK' })).toEqual(['HS_ETKINLIK', 'HS_ETKINLIK', 3]);
  });

  it('accepts additional platforms, also instead of entries of the table', async () => {
    const own = { Kiosk: 'HS_FIZIKSEL_ORTAM', form: 'HS_ISLAK_IMZA' } as const;
    expect(await sourcesOf(['KIOSK', 'Form', 'web'], own)).toEqual([
      'HS_FIZIKSEL_ORTAM',
      'HS_ISLAK_IMZA',
      'HS_WEB',
    ]);
  });

  it('refuses a source that cannot be registered and a platform with two sources', async () => {
    const wrong = { kiosk: 'IYS_WEB' as ConsentSource };
    await expect(read(line('web'), netmera(wrong))).rejects.toThrow(/platforms\["kiosk"\] is not a source/);
    const twice = { Kiosk: 'HS_WEB', KIOSK: 'HS_ATM' } as const;
    await expect(read(line('web'), netmera(twice))).rejects.toThrow(/has two sources, HS_WEB and HS_ATM/);
  });

  it('determines the source in a file with a header when the source cell is empty', async () => {
    const text = [
      'recipient;type;status;consentDate;platform;source',
      '05331234562;MESAJ;ONAY;2025-05-15 14:23:00;mobileapp;',
      '05331234563;MESAJ;ONAY;2025-05-15 14:23:00;mobileapp;HS_ATM',
      '05331234564;MESAJ;ONAY;2025-05-15 14:23:00;kiosk;',
      '05331234565;MESAJ;ONAY;2025-05-15 14:23:00;;',
    ].join('\n');
    const { rows, rejected } = await read(text, {
      format: 'csv',
      defaults: { recipientType: 'BIREYSEL', source: 'HS_WEB' },
    });
    expect(rows.map(({ record }) => record.source)).toEqual(['HS_MOBIL', 'HS_ATM', 'HS_WEB']);
    expect(rejected).toMatchObject([
      { row: 4, faults: [{ column: 5, field: 'platform', code: 'platform' }] },
    ]);
    const bare = text.replaceAll(';source', '').replaceAll(/;(HS_ATM)?$/gm, '');
    const without = await read(bare, { format: 'csv', defaults: { recipientType: 'BIREYSEL' } });
    expect(without.rows.map(({ record }) => record.source)).toEqual(['HS_MOBIL', 'HS_MOBIL']);
  });

  it('is written as a platform that is read back as the same source', async () => {
    const names = CONSENT_SOURCES.map(({ value }) => value);
    const consents = names.map((source) => ({
      record: {
        recipient: '+905331234562',
        recipientType: 'BIREYSEL',
        channel: 'MESAJ',
        status: 'ONAY',
        source,
        consentDate: new Date('2025-05-15T14:23:00+03:00'),
      } as const,
    }));
    let text = '';
    for await (const piece of writeConsents(consents, { format: 'netmera-sms' })) text += piece;
    const { rows } = await read(text, netmera());
    expect(rows.map(({ record }) => record.source)).toEqual(names);
  });
});
