'use client';
import type { ConsentChannel } from 'iletimerkezi-core/client';
import { compareConsents } from 'iletimerkezi-core/consents';
import { forwardRef, useMemo, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { partsOf } from '../../parts/part.js';
import { useControlled } from '../../parts/useControlled.js';
import { useTask } from '../../parts/useTask.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useSmsUi } from '../../provider/context.js';
import { HistoryEntry } from './HistoryEntry.js';
import type {
  ConsentHistoryEntry,
  ConsentHistoryPart,
  ConsentHistoryProps,
  DatedEntry,
} from './ConsentHistory.types.js';

const CHANNELS: readonly ConsentChannel[] = ['MESAJ', 'EPOSTA', 'ARAMA'];

/**
 * Lists a person's consents and refusals with time, source and evidence, newest first, and marks the current decision
 * per channel and recipient type. Read-only: a new decision is a new record.
 */
export const ConsentHistory = forwardRef<HTMLDivElement, ConsentHistoryProps>(function ConsentHistory(
  {
    entries,
    channel: controlledChannel,
    defaultChannel = 'all',
    onChannelChange,
    onLoadMore,
    isLoading = false,
    error,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf<ConsentHistoryPart>('consent-history', classNames);
  const [channel, setChannel] = useControlled(controlledChannel, defaultChannel);
  const sorted = useMemo(() => entries.map(dated).toSorted(compareConsents), [entries]);
  const current = useMemo(() => inForce(sorted), [sorted]);
  const shown = channel === 'all' ? sorted : sorted.filter((entry) => entry.channel === channel);
  const present = CHANNELS.filter((each) => entries.some((entry) => entry.channel === each));

  const choose = (next: ConsentChannel | 'all'): void => {
    setChannel(next);
    onChannelChange?.({ channel: next, reason: 'filter' });
  };

  return (
    <div
      {...rest}
      {...part('root', className)}
      ref={ref}
      role="group"
      aria-label={rest['aria-label'] ?? t('consents.history')}
      aria-busy={isLoading || undefined}
    >
      {error === undefined ? null : <LoadFault error={error} />}
      {present.length > 1 || channel !== 'all' ? (
        <div {...part('filters')} role="group" aria-label={t('consents.filter')}>
          {(['all', ...CHANNELS] as const)
            .filter((each) => each === 'all' || each === channel || present.includes(each))
            .map((each) => (
              <button key={each} type="button" aria-pressed={channel === each} onClick={() => choose(each)}>
                {each === 'all' ? t('common.all') : t(`consents.channel.${each}`)}
              </button>
            ))}
        </div>
      ) : null}
      {isLoading && entries.length === 0 ? (
        <HistorySkeleton />
      ) : shown.length > 0 ? (
        <ol {...part('list')} aria-label={t('consents.history')}>
          {shown.map((entry) => (
            <HistoryEntry {...part('entry')} key={entry.id} entry={entry} isCurrent={current.has(entry.id)} />
          ))}
        </ol>
      ) : error === undefined ? (
        <p className="sms-consent-history-empty">
          {t(entries.length === 0 ? 'consents.empty' : 'consents.emptyFilter')}
        </p>
      ) : null}
      {onLoadMore === undefined || isLoading ? null : (
        <More className={part('more').className} onLoadMore={onLoadMore} />
      )}
    </div>
  );
});

/** Reads the times of an entry. */
function dated({ consentDate, recordedAt, ...entry }: ConsentHistoryEntry): DatedEntry {
  return {
    ...entry,
    consentDate: new Date(consentDate),
    ...(recordedAt !== undefined && { recordedAt: new Date(recordedAt) }),
  };
}

/**
 * Returns the ids of the records in force: the newest record of each channel and recipient type. A consent that is not
 * in the registry is not in force. A refusal is, regardless of its registration.
 */
function inForce(sorted: readonly ConsentHistoryEntry[]): ReadonlySet<string> {
  const newest = new Map<string, string>();
  for (const { id, channel, recipientType, registry, status } of sorted) {
    const place = `${channel} ${recipientType}`;
    const counts = status === 'RET' || (registry !== 'failed' && registry !== 'held');
    if (counts && !newest.has(place)) newest.set(place, id);
  }
  return new Set(newest.values());
}

function More({ className, onLoadMore }: { className: string; onLoadMore: () => unknown }): ReactNode {
  const { t } = useSmsUi();
  const task = useTask();
  const isRunning = task.state === 'running';
  return (
    <div className={className} data-slot="consent-history-more">
      <Button
        aria-disabled={isRunning}
        onClick={() => {
          if (!isRunning) task.run(onLoadMore);
        }}
      >
        {t('consents.more')}
      </Button>
      <span className="sms-hint" role="status" data-state={task.state}>
        {task.state === 'running'
          ? t('consents.loadingMore')
          : task.state === 'slow'
            ? t('consents.moreSlow')
            : task.state === 'failed'
              ? t('consents.moreFailed')
              : undefined}
      </span>
    </div>
  );
}

const SKELETON_WIDTHS = ['72%', '64%', '68%'];

function HistorySkeleton(): ReactNode {
  return (
    <Skeleton className="sms-consent-history-skeleton">
      {SKELETON_WIDTHS.map((width) => (
        <div key={width} aria-hidden="true">
          <span className="sms-skeleton sms-consent-entry-mark" />
          <SkeletonBar style={{ inlineSize: '40%' }} />
          <SkeletonBar style={{ inlineSize: width }} />
        </div>
      ))}
    </Skeleton>
  );
}
