import { Fragment, useCallback, useEffect, useState } from 'react';
import { ImportReport } from 'react-sms-ui';
import type { ConsentImport, ConsentImportReport } from '../../../shared/api/consents.js';
import { consentsApi } from '../../api/consents.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { newest } from '../../lib/newest.js';
import { useEvents } from '../../lib/useEvents.js';
import { useLoad } from '../../lib/useLoad.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { ConsentsFrame } from './ConsentsFrame.js';

/** The live progress of an import, and its report with the rows that were not imported. */
export function ImportRunPage({ id }: { id: string }) {
  const { t, locale } = useText();
  const { loaded, reload } = useLoad(useCallback(() => consentsApi.importReport(id), [id]));
  const [live, setLive] = useState<ConsentImport>();
  const report = loaded.phase === 'ready' ? loaded.value : undefined;
  const current = report && live ? newest<ConsentImport>(report, live) : (live ?? report);
  const isRunning = current?.state === 'running';
  useEvents(report?.state === 'running' ? consentsApi.importEvents(id) : undefined, 'import', (data) =>
    setLive((known) => newest(known, JSON.parse(data) as ConsentImport)),
  );
  // The report contains the rows that were not imported. Load it when the import ends.
  useEffect(() => {
    if (live !== undefined && live.state !== 'running') reload();
  }, [live, reload]);

  return (
    <ConsentsFrame
      place={paths.imports}
      name={current?.fileName}
      lead={current && <span className="tabular">{current.fileName ?? t('import.unnamed')}</span>}
    >
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {current?.columns && <Columns columns={current.columns} />}
      {isRunning && (
        <>
          <Progress done={current.read} lines={current.lines} />
          <ImportReport
            import={{
              state: 'running',
              fileName: current.fileName ?? t('import.unnamed'),
              rows: current.read,
            }}
            onCancel={() => void consentsApi.cancelImport(id)}
          />
        </>
      )}
      {report && !isRunning && report.state !== 'running' && (
        <>
          {report.problem && <ProblemNote problem={report.problem} />}
          {(report.state === 'cancelled' || report.state === 'interrupted') && (
            <p className="note" data-tone="waiting">
              {t(`import.note.${report.state}`)}
            </p>
          )}
          {report.state === 'failed' && report.read === 0 ? null : (
            <ImportReport
              import={{
                state: 'done',
                accepted: report.recorded + report.unchanged,
                rejected: report.faults.map(({ row, column, reason }) => ({
                  row,
                  column,
                  reason: reason[locale],
                })),
              }}
            />
          )}
          <Outcomes report={report} />
        </>
      )}
      <p className="page-foot">
        {current?.state === 'failed' ? (
          <Link href={paths.importsWithOptions} className="button">
            {t('import.readAnew')}
          </Link>
        ) : (
          <Link href={paths.imports}>{t('import.another')}</Link>
        )}
      </p>
    </ConsentsFrame>
  );
}

const SHOWN_COLUMNS = ['recipient', 'email', 'status', 'consentDate'] as const;

/** The columns of the file that were read. */
function Columns({ columns }: { columns: NonNullable<ConsentImport['columns']> }) {
  const { t } = useText();
  return (
    <section className="import-columns" aria-labelledby="columns-title">
      <h2 id="columns-title">{t('import.columns')}</h2>
      <dl className="facts">
        {SHOWN_COLUMNS.map((field) =>
          columns[field] === undefined ? null : (
            <Fragment key={field}>
              <dt>{t(`import.columns.${field}`)}</dt>
              <dd>
                <bdi>{columns[field]}</bdi>
              </dd>
            </Fragment>
          ),
        )}
      </dl>
    </section>
  );
}

function Progress({ done, lines }: { done: number; lines: number | undefined }) {
  const { t } = useText();
  return (
    <progress
      className="import-progress"
      aria-label={t('import.progress')}
      value={lines === undefined ? undefined : done}
      max={lines}
    />
  );
}

/** The registration result of the imported rows. */
function Outcomes({ report }: { report: ConsentImportReport }) {
  const { t, number, locale } = useText();
  const { queued, unchanged, kept } = report;
  if (queued + unchanged + kept.length === 0) return null;
  return (
    <section className="person-section" aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">{t('import.outcomes')}</h2>
      <dl className="facts">
        {queued > 0 && (
          <>
            <dt className="tabular">{number(queued)}</dt>
            <dd>{t('import.outcome.queued')}</dd>
          </>
        )}
        {unchanged > 0 && (
          <>
            <dt className="tabular">{number(unchanged)}</dt>
            <dd>{t('import.outcome.unchanged')}</dd>
          </>
        )}
        {kept.map(({ count, reason }) => (
          <FateRow key={reason.en} count={number(count)} reason={reason[locale]} />
        ))}
      </dl>
    </section>
  );
}

function FateRow({ count, reason }: { count: string; reason: string }) {
  const { t } = useText();
  return (
    <>
      <dt className="tabular">{count}</dt>
      <dd>{t('import.outcome.kept', { reason })}</dd>
    </>
  );
}
