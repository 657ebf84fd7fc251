'use client';
import { findLongLinks, MAX_PARTS, splitSegments } from 'iletimerkezi-core/segments';
import { forwardRef, useMemo, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { activeElementOf } from '../../parts/findById.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useAnnouncement } from '../../parts/useAnnouncement.js';
import { useHydrated } from '../../provider/useHydrated.js';
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
  /** The text as written, without the operator's suffix. */
  text: string;
  /** The text with what is added to it before it is sent, such as a footer. It is counted in place of `text`. */
  sentText?: string;
  /** Placeholders in the text that are replaced for each recipient. The count becomes a range. */
  variables?: readonly TemplateVariable[];
  /** Number of recipients to display the cost for. */
  recipientCount?: number;
  /** Called with the text after a replacement. Without it, the list offers no replacements. */
  onReplace?: (change: { text: string; reason: 'replace-one' | 'replace-all' }) => void;
  /** Lists the characters that make the message cost more. Default true. */
  showOffenders?: boolean;
  /** Displays the text of each part of a message with several parts. Default false. */
  showSeams?: boolean;
  classNames?: ClassNames<SegmentCounterPart>;
}

/** Only these characters can raise the cost. */
const BEYOND_ASCII = /[^ -~\n]/;

/**
 * Counts a message while it is written: SMS, used and remaining characters, encoding, credits, and the characters that
 * require a more expensive encoding. Counts with `iletimerkezi-core/segments` and the settings of the provider's
 * profile. Announces changes of parts and encoding politely.
 */
export const SegmentCounter = forwardRef<HTMLDivElement, SegmentCounterProps>(function SegmentCounter(
  {
    text,
    sentText = text,
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
  const count = useMemo(() => countMessage(sentText, variables, options), [sentText, variables, options]);
  const panel = offenderPanel.useModule(showOffenders && BEYOND_ASCII.test(text));
  const line = useRef<HTMLDivElement>(null);
  const replace = (change: Parameters<NonNullable<typeof onReplace>>[0]): void => {
    onReplace?.(change);
    // The pressed button is removed. A host that moved the focus to its text keeps it there.
    if (line.current?.parentElement?.contains(activeElementOf(line.current)) === true) line.current.focus();
  };
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
      <div {...part('line')} ref={line} tabIndex={-1}>
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
            {t(findLongLinks(sentText).length > 0 ? 'counter.tooLongLink' : 'counter.tooLong', {
              max: MAX_PARTS,
            })}
          </span>
        </div>
      ) : count.mayBillMore ? (
        <div className="sms-hint">{t('counter.why', { count: count.partsMax })}</div>
      ) : null}
      {showSeams && count.parts > 1 ? (
        <ol {...part('seams')} aria-label={t('counter.seams')}>
          {splitSegments(sentText, options).map((piece, index) => (
            // Parts have no identity except their position.
            // oxlint-disable-next-line react/no-array-index-key
            <li
              key={index}
              data-slot="segment-counter-seam"
              aria-label={t('counter.part', { number: index + 1 })}
            >
              <span dir="auto" translate="no">
                {piece}
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {panel === null ? null : (
        <panel.OffenderPanel
          {...part('offenders')}
          text={text}
          options={options}
          onReplace={onReplace && replace}
        />
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

/** One cell per SMS; the last one fills as the text grows. The figures beside the bar state the same. */
function Bar({
  count,
  part,
}: {
  count: MessageCount;
  part: ReturnType<typeof partsOf<SegmentCounterPart>>;
}): ReactNode {
  const isHydrated = useHydrated();
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
          <span
            style={
              isHydrated ? { inlineSize: `${index < shown - 1 ? 100 : Math.round(last * 100)}%` } : undefined
            }
          />
        </span>
      ))}
    </span>
  );
}
