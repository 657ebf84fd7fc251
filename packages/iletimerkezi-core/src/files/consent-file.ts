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

/** The columns of a consent file. */
export type ConsentField =
  | 'recipient'
  /** A column of e-mail addresses next to a column of numbers: the recipients of rows for EPOSTA. */
  | 'email'
  | 'recipientType'
  | 'channel'
  | 'status'
  | 'source'
  | 'consentDate'
  | 'brandCode'
  | 'platform'
  | 'externalId';

/** Values for missing columns and empty cells. */
export interface ConsentDefaults {
  recipientType?: RecipientType;
  /** Not used for rows with a platform: an unknown platform is a fault of the row. */
  source?: ConsentSource;
  channel?: ConsentRecord['channel'];
  brandCode?: string;
}

/** A row that can be registered. */
export interface ConsentFileRow {
  /** The row of the spreadsheet, from 1, including a header. */
  row: number;
  /** The recipient in the registry's form: E.164 or an e-mail address. */
  record: ConsentRecord;
  brandCode: string | undefined;
  /** Where the consent was obtained, as the file has it. `record.source` is registered. */
  platform: string | undefined;
  externalId: string | undefined;
}

export interface ConsentCellFault {
  /** The column of the spreadsheet, from 1; undefined when the file has no such column. */
  column: number | undefined;
  field: ConsentField | undefined;
  code:
    | 'missing'
    /** A filled cell after the last column. */
    | 'extra'
    | 'phone'
    | 'email'
    | 'recipient-type'
    | 'channel'
    /** Not ONAY or RET, in capitals. */
    | 'status'
    | 'source'
    /** A platform without a known source; add it with `platforms`. */
    | 'platform'
    /** Not a valid time, or not in a supported format. */
    | 'date'
    | 'brand-code'
    /** A quotation mark is not closed, so the cells of the row are uncertain. */
    | 'stray-quote'
    /** The status is ONAY, but another column has RET. */
    | 'conflict';
  /** Why the recipient is invalid. */
  reason?: PhoneFault | EmailFault;
}

/** A row with all its faults and its unchanged cells, to be corrected and read again. */
export interface RejectedConsentRow {
  row: number;
  faults: ConsentCellFault[];
  cells: string[];
}

export interface ConsentFileBatch {
  rows: ConsentFileRow[];
  rejected: RejectedConsentRow[];
}
