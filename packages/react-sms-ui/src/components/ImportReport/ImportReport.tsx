'use client';
import { toCsv } from 'iletimerkezi-core/files';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { Button } from '../../parts/Button.js';
import { downloadText } from '../../parts/download.js';
import { Icon } from '../../parts/Icon.js';
import { LoadFault, type LoadError } from '../../parts/LoadFault.js';
import { Notice } from '../../parts/Notice.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';

/** The parts of an ImportReport that take a class name. */
export type ImportReportPart = 'root' | 'list' | 'row';

/** A rejected row. */
export interface RejectedRow {
  /** The row number in the spreadsheet, from 1. */
  row: number;
  /** The column that caused the rejection, if it was a single one. */
  column?: string;
  /** The reason in the reader's language. */
  reason: string;
}

export type ImportState =
  | { state: 'running'; fileName: string; rows: number }
  | { state: 'done'; accepted: number; rejected: readonly RejectedRow[] }
  | { state: 'failed'; error: LoadError };

export interface ImportReportProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  import: ImportState;
  /** Stops a running import. */
  onCancel?: () => void;
  classNames?: ClassNames<ImportReportPart>;
}

/** Maximum number of rows displayed. The downloadable file has all rows. */
const SHOWN = 100;

/** Reports the import of a consent file: accepted rows, and each rejected row with its number and the reason. */
export const ImportReport = forwardRef<HTMLElement, ImportReportProps>(function ImportReport(
  { import: report, onCancel, classNames, className, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('import-report', classNames);
  const root = {
    'aria-label': t('import.label'),
    ...rest,
    ...part('root', className),
    ref,
    'data-state': report.state,
  };

  if (report.state === 'failed') {
    return (
      <section {...root}>
        <LoadFault error={report.error} title={t('import.failed')} />
      </section>
    );
  }
  if (report.state === 'running') {
    return (
      <section {...root} aria-busy="true">
        <Notice
          tone="information"
          title={t('import.running', { name: report.fileName, count: report.rows })}
          actions={onCancel ? <Button onClick={onCancel}>{t('import.cancel')}</Button> : undefined}
        />
      </section>
    );
  }

  const { accepted, rejected } = report;
  const download = (): void =>
    downloadText(
      t('import.fileName'),
      toCsv([
        [t('import.row'), t('import.column'), t('import.reason')],
        ...rejected.map(({ row, column, reason }) => [String(row), column ?? '', reason]),
      ]),
    );
  return (
    <section {...root}>
      <Notice
        tone={accepted === 0 ? 'undelivered' : rejected.length > 0 ? 'waiting' : 'delivered'}
        role="status"
        title={accepted === 0 ? t('import.none') : t('import.done', { count: accepted })}
      >
        {rejected.length === 0 ? t('import.allGood') : t('import.rejected', { count: rejected.length })}
      </Notice>
      {rejected.length === 0 ? null : (
        <>
          <div className="sms-scroll-x" role="region" aria-label={t('import.reason')} tabIndex={0}>
            <table {...part('list', 'sms-table')} aria-label={t('import.reason')}>
              <thead>
                <tr>
                  <th scope="col" className="sms-number">
                    {t('import.row')}
                  </th>
                  <th scope="col">{t('import.column')}</th>
                  <th scope="col">{t('import.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {rejected.slice(0, SHOWN).map(({ row, column, reason }) => (
                  <tr key={`${row}:${column ?? ''}:${reason}`} {...part('row')}>
                    <th scope="row" className="sms-number">
                      {row}
                    </th>
                    <td>{column ?? '–'}</td>
                    <td>{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="sms-import-foot">
            {rejected.length > SHOWN ? (
              <span className="sms-hint">{t('import.more', { count: rejected.length - SHOWN })}</span>
            ) : null}
            <Button kind="plain" onClick={download}>
              <Icon name="download" />
              <span>{t('import.download')}</span>
            </Button>
          </div>
        </>
      )}
    </section>
  );
});
