'use client';
import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { LoadFault, type LoadError } from '../../parts/LoadFault.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { StatusMark } from '../../parts/StatusMark.js';
import { useControlled } from '../../parts/useControlled.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useSmsUi } from '../../provider/context.js';
import { Tabs } from '../Tabs/Tabs.js';
import type { DeliveryStatus } from '../../report/reportRow.js';

/** The parts of a DeliveryChart that take a class name. */
export type DeliveryChartPart = 'root' | 'summary' | 'plot' | 'bar' | 'table';

/** Delivery counts of one period. */
export type DeliveryBucket = Readonly<Record<DeliveryStatus, number>> & {
  /** The start of the period. */
  start: Date | number;
};

export interface DeliveryChartProps extends Omit<ComponentPropsWithoutRef<'figure'>, 'children'> {
  /** Up to 60 periods, earliest first. */
  buckets: readonly DeliveryBucket[];
  /** Labels periods by day or by time of day. Default `day`. */
  unit?: 'day' | 'hour';
  /** Displays bars or a table, where the host holds the choice. */
  view?: 'chart' | 'table';
  defaultView?: 'chart' | 'table';
  onViewChange?: (change: { view: 'chart' | 'table' }) => void;
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<DeliveryChartPart>;
}

/** Order of the stack, from the base. */
const STACK: readonly DeliveryStatus[] = ['delivered', 'waiting', 'undelivered', 'unknown'];
const HEIGHT = 160;
const MOST_LABELS = 8;
/** Share of the width within which half a label could overflow. */
const EDGE = 0.06;

/**
 * Displays deliveries over time as stacked bars with a colour and a pattern per state, a summary in words, and the same
 * figures as a table.
 */
export const DeliveryChart = forwardRef<HTMLElement, DeliveryChartProps>(function DeliveryChart(
  {
    buckets,
    unit = 'day',
    view: controlledView,
    defaultView = 'chart',
    onViewChange,
    isLoading = false,
    error,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t, format } = useSmsUi();
  const [view, setView] = useControlled(controlledView, defaultView);
  const id = useId();
  const part = partsOf('delivery-chart', classNames);
  const nameOf = (bucket: DeliveryBucket): string =>
    unit === 'day' ? format.day(bucket.start) : format.clock(bucket.start);
  const totals = buckets.map((bucket) => STACK.reduce((sum, status) => sum + bucket[status], 0));
  const total = totals.reduce((sum, count) => sum + count, 0);
  const delivered = buckets.reduce((sum, bucket) => sum + bucket.delivered, 0);
  const shown = STACK.filter((status) => buckets.some((bucket) => bucket[status] > 0));

  return (
    <figure
      {...rest}
      {...part('root', className)}
      ref={ref}
      aria-labelledby={`${id}-name`}
      aria-busy={isLoading || undefined}
    >
      <figcaption className="sms-chart-head">
        <span>
          <span className="sms-label" id={`${id}-name`}>
            {t('chart.label')}
          </span>
          {total > 0 ? (
            <span {...part('summary')}>
              {t('chart.summary', {
                delivered,
                total,
                share: format.percent(Math.floor((delivered / total) * 1000) / 1000),
              })}
            </span>
          ) : null}
        </span>
      </figcaption>
      {error === undefined ? null : <LoadFault error={error} />}
      {isLoading && total === 0 ? (
        <ChartSkeleton />
      ) : total === 0 ? (
        error === undefined ? (
          <div className="sms-chart-empty">{t('chart.empty')}</div>
        ) : null
      ) : (
        <Tabs
          label={t('chart.view')}
          value={view}
          onValueChange={({ value }) => {
            const next = value === 'table' ? 'table' : 'chart';
            setView(next);
            onViewChange?.({ view: next });
          }}
          tabs={[
            {
              id: 'chart',
              label: t('chart.view.chart'),
              content: (
                <>
                  <div className="sms-chart-key">
                    {shown.map((status) => (
                      <span key={status} data-status={status}>
                        <span className="sms-chart-swatch" data-status={status} />
                        <span>{t(`status.${status}`)}</span>
                      </span>
                    ))}
                  </div>
                  <Plot buckets={buckets} totals={totals} nameOf={nameOf} part={part} />
                </>
              ),
            },
            {
              id: 'table',
              label: t('chart.view.table'),
              content: (
                <ChartTable
                  buckets={buckets}
                  totals={totals}
                  shown={shown}
                  nameOf={nameOf}
                  labelledBy={`${id}-name`}
                  className={part('table').className}
                />
              ),
            },
          ]}
        />
      )}
    </figure>
  );
});

const SKELETON_HEIGHTS = [42, 64, 55, 78, 60, 88, 70, 96, 50, 74, 66, 84];

/** Placeholders for the bars. */
function ChartSkeleton(): ReactNode {
  return (
    <Skeleton className="sms-chart-skeleton">
      {SKELETON_HEIGHTS.map((height) => (
        <SkeletonBar key={height} style={{ blockSize: `${height}%` }} />
      ))}
    </Skeleton>
  );
}

/** Keeps the labels of the first and last bars within the chart. */
function edgeOf(index: number, count: number): 'start' | 'end' | undefined {
  const middle = (index + 0.5) / count;
  return middle < EDGE ? 'start' : middle > 1 - EDGE ? 'end' : undefined;
}

interface PlotProps {
  buckets: readonly DeliveryBucket[];
  totals: readonly number[];
  nameOf: (bucket: DeliveryBucket) => string;
  part: ReturnType<typeof partsOf<DeliveryChartPart>>;
}

/** Hidden from assistive technology; the figures are in the summary and in the table. */
function Plot({ buckets, totals, nameOf, part }: PlotProps): ReactNode {
  const { format } = useSmsUi();
  const most = Math.max(...totals);
  const step = Math.ceil(buckets.length / MOST_LABELS);
  const peak = totals.indexOf(most);
  // On narrow screens every other label is displayed.
  const isMinor = (index: number): boolean => step > 1 && (index / step) % 2 === 1;
  const id = useId();
  return (
    <div {...part('plot')} aria-hidden="true">
      <Patterns id={id} />
      {buckets.map((bucket, index) => (
        <div
          key={Number(bucket.start)}
          {...part('bar')}
          data-edge={edgeOf(index, buckets.length)}
          title={`${nameOf(bucket)}: ${format.number(totals[index] ?? 0)}`}
        >
          <span className="sms-chart-value">{index === peak ? format.number(most) : ''}</span>
          <svg width="100%" height={HEIGHT}>
            {layers(bucket, most).map(({ status, y, height }) => (
              <rect
                key={status}
                className="sms-chart-layer"
                data-status={status}
                width="100%"
                y={y}
                height={height}
                fill={PATTERNED.has(status) ? `url(#${id}-${status})` : undefined}
              />
            ))}
          </svg>
          <span className="sms-chart-name" data-minor={isMinor(index) || undefined}>
            {index % step === 0 ? nameOf(bucket) : ''}
          </span>
        </div>
      ))}
    </div>
  );
}

/** States with a pattern in addition to the colour. */
const PATTERNED: ReadonlySet<DeliveryStatus> = new Set(['waiting', 'undelivered', 'unknown']);

/** Slanted stripes for waiting, upright ones for undelivered, dots for unknown, as in the legend. */
function Patterns({ id }: { id: string }): ReactNode {
  return (
    <svg className="sms-chart-patterns" width="0" height="0">
      <pattern
        id={`${id}-waiting`}
        data-status="waiting"
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="2" height="4" />
      </pattern>
      <pattern
        id={`${id}-undelivered`}
        data-status="undelivered"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
      >
        <rect width="3" height="5" />
      </pattern>
      <pattern id={`${id}-unknown`} data-status="unknown" width="4" height="4" patternUnits="userSpaceOnUse">
        <circle cx="2" cy="2" r="1.3" />
      </pattern>
    </svg>
  );
}

function layers(
  bucket: DeliveryBucket,
  most: number,
): { status: DeliveryStatus; y: number; height: number }[] {
  let top = HEIGHT;
  return STACK.filter((status) => bucket[status] > 0).map((status) => {
    // Keeps one failed message among thousands visible.
    const height = Math.max(2, (bucket[status] / most) * (HEIGHT - 8));
    top -= height;
    return { status, y: top, height: Math.max(1, height - 1) };
  });
}

interface ChartTableProps {
  buckets: readonly DeliveryBucket[];
  totals: readonly number[];
  shown: readonly DeliveryStatus[];
  nameOf: (bucket: DeliveryBucket) => string;
  labelledBy: string;
  className: string;
}

function ChartTable({ buckets, totals, shown, nameOf, labelledBy, className }: ChartTableProps): ReactNode {
  const { t, format } = useSmsUi();
  return (
    <div className="sms-scroll-x" role="region" aria-labelledby={labelledBy} tabIndex={0}>
      <table
        className={`sms-table ${className}`}
        data-slot="delivery-chart-table"
        aria-labelledby={labelledBy}
      >
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {shown.map((status) => (
              <th key={status} scope="col" className="sms-number">
                <StatusMark status={status} />
              </th>
            ))}
            <th scope="col" className="sms-number">
              {t('chart.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket, index) => (
            <tr key={Number(bucket.start)}>
              <th scope="row">{nameOf(bucket)}</th>
              {shown.map((status) => (
                <td key={status} className="sms-number">
                  {format.number(bucket[status])}
                </td>
              ))}
              <td className="sms-number">{format.number(totals[index] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
