import type { ConsentDefaults, ConsentField } from './consent-file.js';
import { FileFormatError } from './file-format-error.js';
import { fold } from './fold.js';

/** Where each field stands in a row; -1 where the file does not have it. */
export interface ConsentColumns {
  places: Readonly<Record<ConsentField, number>>;
  /** How many columns a row may have; infinite where a header may name others too. */
  width: number;
}

const NOWHERE: Readonly<Record<ConsentField, number>> = {
  recipient: -1,
  recipientType: -1,
  channel: -1,
  status: -1,
  source: -1,
  consentDate: -1,
  brandCode: -1,
  platform: -1,
  externalId: -1,
};

export const NETMERA_COLUMNS: ConsentColumns = {
  places: { ...NOWHERE, recipient: 0, platform: 1, status: 2, consentDate: 3, externalId: 4 },
  width: 5,
};

/** Header words, without case, blanks and punctuation: wire names, the names of the types here, Turkish ones. */
const WORDS: ReadonlyMap<string, ConsentField> = /* @__PURE__ */ new Map<string, ConsentField>([
  ['recipient', 'recipient'],
  ['alici', 'recipient'],
  ['telefon', 'recipient'],
  ['telefonnumarasi', 'recipient'],
  ['cep', 'recipient'],
  ['ceptelefonu', 'recipient'],
  ['gsm', 'recipient'],
  ['numara', 'recipient'],
  ['phone', 'recipient'],
  ['email', 'recipient'],
  ['eposta', 'recipient'],
  ['epostaadresi', 'recipient'],
  ['recipienttype', 'recipientType'],
  ['alicitipi', 'recipientType'],
  ['alicituru', 'recipientType'],
  ['type', 'channel'],
  ['channel', 'channel'],
  ['izinturu', 'channel'],
  ['izintipi', 'channel'],
  ['kanal', 'channel'],
  ['status', 'status'],
  ['permission', 'status'],
  ['durum', 'status'],
  ['izindurumu', 'status'],
  ['source', 'source'],
  ['kaynak', 'source'],
  ['izinkaynagi', 'source'],
  ['consentdate', 'consentDate'],
  ['timestamp', 'consentDate'],
  ['tarih', 'consentDate'],
  ['izintarihi', 'consentDate'],
  ['brandcode', 'brandCode'],
  ['markakodu', 'brandCode'],
  ['platform', 'platform'],
  ['externalid', 'externalId'],
  ['harickimlik', 'externalId'],
]);

/**
 * Reads the header of a general file.
 *
 * @throws {FileFormatError} `missing-column` where a field has neither column nor default
 */
export function readHeader(cells: readonly string[], defaults: ConsentDefaults, row: number): ConsentColumns {
  const places = { ...NOWHERE };
  for (const [index, cell] of cells.entries()) {
    const field = WORDS.get(fold(cell));
    if (field !== undefined && places[field] === -1) places[field] = index;
  }
  const needed: readonly ConsentField[] = ['recipient', 'status', 'consentDate'];
  const defaulted = ['recipientType', 'channel', 'source'] as const;
  const missing =
    needed.find((field) => places[field] === -1) ??
    defaulted.find((field) => {
      // A platform column stands for the source.
      const hasPlatform = field === 'source' && places.platform !== -1;
      return places[field] === -1 && defaults[field] === undefined && !hasPlatform;
    });
  if (missing !== undefined) {
    throw new FileFormatError('missing-column', { row, column: missing === 'channel' ? 'type' : missing });
  }
  return { places, width: Number.POSITIVE_INFINITY };
}
