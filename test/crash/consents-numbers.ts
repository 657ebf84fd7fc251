import type { ChainReport, ImportTotals } from 'nest-iletimerkezi';

/** The export of the ledger that the last host leaves in the data's directory. */
export const LEDGER_FILE = 'ledger.csv';

/** The report of the last host. */
export interface ConsentsReport {
  readonly chain: ChainReport;
  readonly sync: ImportTotals | undefined;
}

/** The recipient of a row of the load. */
export const loadedRecipient = (row: number): string => `+90530${String(row).padStart(7, '0')}`;

/** The recipient of a single record, of its own for each try of each life. */
export const singleRecipient = (life: number, single: number): string =>
  `+90531${String(life).padStart(3, '0')}${String(single).padStart(4, '0')}`;
