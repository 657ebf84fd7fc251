'use client';
import { findLongLinks, MAX_PARTS, splitSegments } from 'iletimerkezi-core/segments';
import { forwardRef, useMemo, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useAnnouncement } from '../../parts/useAnnouncement.js';
import { useSmsUi } from '../../provider/context.js';
import {
  costText,
  countMessage,
  partsText,
  type MessageCount,
  type TemplateVariable,
} from './messageCount.js';
import { offenderPanel } from './offenderPanelModule.js';

/** The parts of a SegmentCounter that take a class name. */
export type SegmentCounterPart =
  | 'root'
  | 'line'
  | 'bar'
  | 'cell'
  | 'figures'
  | 'cost'
  | 'seams'
  | 'offenders';

export interface SegmentCounterProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The message as written, without the operator's suffix. */
  text: string;
  /** Names between braces in the text that each recipient gets other words for; the count becomes a range. */
  variables?: readonly TemplateVariable[];
  /** Shows credits for so many recipients. */
  recipientCount?: number;
  /** Called with the text in which a costly character was replaced; absent, the list only explains. */
  onReplace?: (change: { text: string; reason: 'replace-one' | 'replace-all' }) => void;
  /** Lists the characters that make the message cost more. Default true. */
  showOffenders?: boolean;
  /** Shows the text of each part of a message of several parts. Default false. */
  showSeams?: boolean;
  classNames?: ClassNames<SegmentCounterPart>;
}

/** Without such a character nothing makes a message dearer. */
const BEYOND_ASCII = /[^ -~\n]/;

/**
 * What a message costs while it is written: SMS, characters used and left, encoding, credits, and the
 * characters that force a dearer encoding. Counts with `iletimerkezi-core/segments`, by the settings of
 * the provider's profile. Speaks politely, and only when parts or encoding change.
 */
export const SegmentCounter = forwardRef<HTMLDivElement, SegmentCounterProps>(function SegmentCounter(
  {
    text,
    variables,
    recipientCount,
    onReplace,
    showOffenders = true,
    showSeams = false,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const ui = useSmsUi();
  const { t, profile } = ui;
  const { characterMode, turkishLetterCost } = profile;
  const options = useMemo(() => ({ characterMode, turkishLetterCost }), [characterMode, turkishLetterCost]);
  const count = useMemo(() => countMessage(text, variables, options), [text, variables, options]);
  const panel = offenderPanel.useModule(showOffenders && BEYOND_ASCII.test(text));
  const part = partsOf('segment-counter', classNames);
  const encoding = t(`counter.encoding.${count.encoding}`);
  const parts = partsText(ui, count);
  const announcement = useAnnouncement(count.parts === 0 ? '' : t('counter.announce', { parts, encoding }));

  return (
    <div
      {...rest}
      {...part('root', className)}
      ref={ref}
      data-encoding={count.encoding}
      data-state={stateOf(count)}
    >
      <div {...part('line')}>
        <Bar count={count} part={part} />
        <span {...part('figures')}>
          <span className="sms-figure">{parts}</span>
          <span>{t('counter.used', { used: count.cost, limit: count.limit })}</span>
          <span>{encoding}</span>
        </span>
      </div>
      {recipientCount === undefined || count.parts === 0 || count.parts > MAX_PARTS ? null : (
        <div {...part('cost')}>{costText(ui, count, recipientCount)}</div>
      )}
      {count.parts > MAX_PARTS ? (
        <div className="sms-fault">
          <span className="sms-warning-sign" aria-hidden="true">
            !
          </span>
          <span>
            {t(findLongLinks(text).length > 0 ? 'counter.tooLongLink' : 'counter.tooLong', {
              max: MAX_PARTS,
            })}
          </span>
        </div>
      ) : count.mayBillMore ? (
        <div className="sms-hint">{t('counter.why', { count: count.partsMax })}</div>
      ) : null}
      {showSeams && count.parts > 1 ? (
        <ol {...part('seams')} aria-label={t('counter.seams')}>
          {splitSegments(text, options).map((piece, index) => (
            // Parts have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li
              key={index}
              data-slot="segment-counter-seam"
              aria-label={t('counter.part', { number: index + 1 })}
            >
              <span dir="auto">{piece}</span>
            </li>
          ))}
        </ol>
      ) : null}
      {panel === null ? null : (
        <panel.OffenderPanel {...part('offenders')} text={text} options={options} onReplace={onReplace} />
      )}
      <span className="sms-hidden" role="status">
        {announcement}
      </span>
    </div>
  );
});

function stateOf(count: MessageCount): 'empty' | 'single' | 'several' | 'too-long' {
  if (count.parts === 0) return 'empty';
  if (count.parts > MAX_PARTS) return 'too-long';
  return count.parts === 1 ? 'single' : 'several';
}

/** One cell per SMS; the last one fills as the text grows. The figures beside it say the same. */
function Bar({
  count,
  part,
}: {
  count: MessageCount;
  part: ReturnType<typeof partsOf<SegmentCounterPart>>;
}): ReactNode {
  const shown = Math.min(Math.max(count.parts, 1), MAX_PARTS);
  const size = count.parts > 0 ? count.limit / count.parts : 1;
  const last =
    count.parts === 0
      ? 0
      : count.parts > MAX_PARTS
        ? 1
        : Math.min(1, Math.max(0, 1 - count.remaining / size));
  return (
    <span {...part('bar')} aria-hidden="true">
      {Array.from({ length: shown }, (_, index) => (
        <span key={index} {...part('cell')}>
          <span style={{ inlineSize: `${index < shown - 1 ? 100 : Math.round(last * 100)}%` }} />
        </span>
      ))}
    </span>
  );
}
