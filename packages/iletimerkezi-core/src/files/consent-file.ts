import type { ConsentRecord, ConsentSource, RecipientType } from '../contract/iys-register.js';
import type { EmailFault } from '../email.js';
import type { PhoneFault } from '../phone/index.js';

/**
 * The formats of consent files.
 *
 * - `netmera-email`, `netmera-sms`: five columns without a header, delimited by `;`: address or number, platform,
 *   ONAY or RET, `dd.MM.yyyy HH:mm:ss`, external id (optional). Source: Netmera documentation, "File Transfer For IYS".
 * - `csv`: a header names the columns, by their wire names (`recipient`, `recipientType`, `type`, `status`, `source`,
 *   `consentDate`, `brandCode`, `externalId`) or in Turkish.
 */
export type ConsentFileFormat = 'netmera-email' | 'netmera-sms' | 'csv';

/** The columns a consent file can have. */
export type ConsentField =
  | 'recipient'
  /** A column of e-mail addresses beside one of numbers; it holds the recipients of rows for EPOSTA. */
  | 'email'
  | 'recipientType'
  | 'channel'
  | 'status'
  | 'source'
  | 'consentDate'
  | 'brandCode'
  | 'platform'
  | 'externalId';

/** What stands for the columns that a file lacks, and for empty cells of those it has. */
export interface ConsentDefaults {
  recipientType?: RecipientType;
  /** Never used for a row whose platform is filled: an unknown platform is a fault of the row. */
  source?: ConsentSource;
  channel?: ConsentRecord['channel'];
  brandCode?: string;
}

/** A row that can be registered. */
export interface ConsentFileRow {
  /** The row of the spreadsheet, from 1, a header counted in. */
  row: number;
  /** The recipient in the registry's form: E.164 or an e-mail address. */
  record: ConsentRecord;
  brandCode: string | undefined;
  /** Where the consent was obtained, in the words of the file; `record.source` is what is registered. */
  platform: string | undefined;
  externalId: string | undefined;
}

export interface ConsentCellFault {
  /** The column of the spreadsheet, from 1; undefined where the file has no such column. */
  column: number | undefined;
  field: ConsentField | undefined;
  code:
    | 'missing'
    /** A cell with content beyond the last column. */
    | 'extra'
    | 'phone'
    | 'email'
    | 'recipient-type'
    | 'channel'
    /** Not ONAY or RET, in capitals. */
    | 'status'
    | 'source'
    /** A word that stands for no source; `platforms` adds it. */
    | 'platform'
    /** No such moment, or not in one of the formats. */
    | 'date'
    | 'brand-code'
    /** A quotation mark is opened and not closed, so the row's cells are not certain. */
    | 'stray-quote'
    /** Another column says RET where the status says ONAY. */
    | 'conflict';
  /** More about a recipient that is none. */
  reason?: PhoneFault | EmailFault;
}

/** A row with faults, all of them, and its cells as they are: to be corrected and read again. */
export interface RejectedConsentRow {
  row: number;
  faults: ConsentCellFault[];
  cells: string[];
}

export interface ConsentFileBatch {
  rows: ConsentFileRow[];
  rejected: RejectedConsentRow[];
}
