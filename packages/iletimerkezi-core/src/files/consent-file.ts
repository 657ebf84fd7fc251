import type { ConsentCellFaultCode } from '../consents/fault-texts.js';
import type { ConsentRecipient } from '../consents/recipient.js';
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
  record: ConsentRecord<ConsentRecipient>;
  brandCode: string | undefined;
  /** Where the consent was obtained, as the file has it. `record.source` is registered. */
  platform: string | undefined;
  externalId: string | undefined;
}

export interface ConsentCellFault {
  /** The column of the spreadsheet, from 1; undefined when the file has no such column. */
  column: number | undefined;
  field: ConsentField | undefined;
  code: ConsentCellFaultCode;
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
