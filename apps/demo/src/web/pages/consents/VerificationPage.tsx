import { useState } from 'react';
import { StateMark } from 'react-sms-ui';
import type { VerificationRun } from '../../../shared/api/consents.js';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { consentsApi } from '../../api/consents.js';
import type { MessageKey } from '../../i18n/messages.tr.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { mergeNewest } from '../../lib/newest.js';
import { useEvents } from '../../lib/useEvents.js';
import { useLoad } from '../../lib/useLoad.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import type { Mark } from '../../shell/mark.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { ConsentsFrame } from './ConsentsFrame.js';

/** The page to run verifications and to list their results. */
export function VerificationPage() {
  const { t } = useText();
  const { loaded, reload } = useLoad(consentsApi.verifications);
  const [streamed, setStreamed] = useState<readonly VerificationRun[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const starting = useOneAtATime();
  const take = (run: VerificationRun): void => setStreamed((known) => mergeNewest(known, [run]));
  useEvents(
    consentsApi.verificationEvents,
    'run',
    (data) => take(JSON.parse(data) as VerificationRun),
    // A run may have ended before the stream was opened.
    reload,
  );

  const runs = mergeNewest(loaded.phase === 'ready' ? loaded.value.runs : [], streamed).toSorted((a, b) =>
    b.startedAt.localeCompare(a.startedAt),
  );
  const running = runs.find(({ state }) => state === 'running');
  const start = async () => {
    setProblem(undefined);
    try {
      take(await consentsApi.startVerification());
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <ConsentsFrame place={paths.verification} lead={t('verification.lead')}>
      <section className="person-section" aria-label={t('consents.verification')}>
        <p className="prose">{t('verification.about')}</p>
        <div className="button-row">
          {running === undefined ? (
            <button
              type="button"
              className="button"
              data-tone="accent"
              aria-disabled={starting.busy}
              onClick={() => starting.run(start)}
            >
              {t('verification.run')}
            </button>
          ) : (
            <button
              type="button"
              className="button"
              onClick={() => void consentsApi.stopVerification().catch(() => undefined)}
            >
              {t('verification.stop')}
            </button>
          )}
          <output className="run-progress">
            {running && t('verification.running', { checked: running.checked })}
          </output>
        </div>
        {problem && <ProblemNote problem={problem} />}
      </section>
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {loaded.phase === 'ready' && runs.length === 0 && <p className="muted">{t('verification.empty')}</p>}
      {runs.length > 0 && (
        <section className="person-section" aria-labelledby="runs-title">
          <h2 id="runs-title">{t('verification.runs')}</h2>
          <ol className="runs">
            {runs.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </ol>
        </section>
      )}
    </ConsentsFrame>
  );
}

const MARKS: Record<VerificationRun['state'], Mark> = {
  running: { icon: 'clock', tone: 'waiting' },
  done: { icon: 'delivered', tone: 'delivered' },
  stopped: { icon: 'undelivered', tone: 'undelivered' },
};
const COUNTS = ['confirmed', 'missing', 'repeated', 'changed', 'failed'] as const;

function Run({ run }: { run: VerificationRun }) {
  const { t, number, dateTime } = useText();
  const counts = COUNTS.filter((name) => run[name] > 0);
  return (
    <li data-run={run.state}>
      <p className="run-head">
        <StateMark {...MARKS[run.state]} className="state">
          <span>
            <span>{t(`verification.state.${run.state}`)}</span>
            {run.reason !== undefined && <span>{` · ${t(...reasonOf(run.reason))}`}</span>}
          </span>
        </StateMark>
        <span className="muted tabular">
          {`${dateTime(run.startedAt)} · ${t(run.scheduled ? 'verification.scheduled' : 'verification.byHand')}`}
        </span>
      </p>
      {counts.length === 0 && run.state !== 'running' && <p>{t('verification.nothing')}</p>}
      <ul className="run-counts">
        {counts.map((name) => (
          <li key={name} data-count={name}>
            <b className="tabular">{number(run[name])}</b> <span>{t(`verification.${name}`)}</span>
          </li>
        ))}
        {run.left !== undefined && run.left > 0 && (
          <li className="muted">
            <b className="tabular">{number(run.left)}</b> <span>{t('verification.left')}</span>
          </li>
        )}
      </ul>
      {run.missing > 0 && (
        <p>
          <Link href={`${paths.consents}?registration=missing`}>{t('verification.showMissing')}</Link>
        </p>
      )}
    </li>
  );
}

function reasonOf(reason: string): [key: MessageKey, values?: Record<string, string>] {
  if (reason === 'budget' || reason === 'aborted') return [`verification.reason.${reason}`];
  return ['verification.reason.other', { code: reason }];
}
