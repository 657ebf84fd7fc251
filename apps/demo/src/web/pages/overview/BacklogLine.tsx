import type { OutboxBacklog } from '../../../shared/api/outbox.js';
import { healthApi } from '../../api/health.js';
import { useText } from '../../i18n/useText.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';

/** The unfinished orders of the outbox, and a button to resume a stopped lane. */
export function BacklogLine({
  backlog,
  onResumed,
}: {
  backlog: OutboxBacklog | undefined;
  onResumed: () => void;
}) {
  const { t, number } = useText();
  const counts = [
    ['waiting', backlog?.waiting],
    ['checking', backlog?.checking],
    ['unknown', backlog?.unknown],
    ['held', backlog?.held],
  ] as const;
  const { run, busy } = useOneAtATime();
  const resume = async () => {
    // The health list shows failures.
    await healthApi.resume().catch(() => undefined);
    onResumed();
  };
  return (
    <div className="backlog">
      <dl className="figures">
        {counts.map(([name, count]) => (
          <div key={name} data-tone={count ? name : undefined}>
            <dt>{t(`backlog.${name}`)}</dt>
            <dd className="tabular">{count === undefined ? '–' : number(count)}</dd>
          </div>
        ))}
      </dl>
      {backlog !== undefined && backlog.waiting > 0 && (
        <button type="button" className="button" aria-disabled={busy} onClick={() => run(resume)}>
          {t('backlog.resume')}
        </button>
      )}
    </div>
  );
}
