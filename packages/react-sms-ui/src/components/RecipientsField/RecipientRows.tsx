'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { toCsv, type RecipientRow } from 'iletimerkezi-core/files';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { Button } from '../../parts/Button.js';
import { downloadText } from '../../parts/download.js';
import { Icon, type IconName } from '../../parts/Icon.js';
import { useHydrated } from '../../provider/useHydrated.js';
import { useNarrow } from '../../parts/useNarrow.js';
import { useSmsUi, type SmsUi } from '../../provider/context.js';
import { kindOf, type RowKind } from '../../recipients/recipientsValue.js';
import type { UseRecipients } from './useRecipients.js';

const KINDS: readonly RowKind[] = ['valid', 'duplicate', 'rejected', 'blocked'];

const ICONS: Readonly<Record<RowKind, IconName>> = {
  valid: 'delivered',
  duplicate: 'duplicate',
  rejected: 'undelivered',
  blocked: 'blocked',
};

interface RowListProps {
  rows: readonly RecipientRow[];
  blocked: ReadonlySet<string> | undefined;
}

interface RecipientRowsProps extends RowListProps {
  groups: UseRecipients['rowsByKind'];
}

/** Four counts that filter the rows below them. */
export function RecipientRows({ rows, groups, blocked }: RecipientRowsProps): ReactNode {
  const { t, format } = useSmsUi();
  const [chosen, setChosen] = useState<RowKind | 'all'>();
  // Rows that need a correction are shown first, until the person chooses a filter.
  const filter = chosen ?? (groups.rejected.length > 0 ? 'rejected' : 'all');
  const shown = filter === 'all' ? rows : groups[filter];
  const leftOut = rows.length - groups.valid.length;

  const download = (): void => {
    const lines = rows
      .filter((row) => kindOf(row, blocked) !== 'valid')
      .map((row) => [String(row.row), row.raw, resultText({ t }, row, kindOf(row, blocked))]);
    downloadText(
      t('recipients.fileName'),
      toCsv([[t('recipients.row'), t('recipients.read'), t('recipients.result')], ...lines]),
    );
  };

  return (
    <div className="sms-recipient-rows" data-slot="recipients-field-rows">
      <div className="sms-recipient-counts" role="group" aria-label={t('recipients.result')}>
        {KINDS.filter((kind) => kind !== 'blocked' || blocked !== undefined).map((kind) => (
          <button
            key={kind}
            type="button"
            className="sms-recipient-count"
            data-slot="recipients-field-count"
            data-kind={kind}
            aria-pressed={filter === kind}
            onClick={() => setChosen(filter === kind ? 'all' : kind)}
          >
            <span className="sms-figure">{format.number(groups[kind].length)}</span>
            <span>
              <Icon name={ICONS[kind]} />
              <span>{t(`recipients.${kind}`)}</span>
            </span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <div className="sms-hint">{t('recipients.emptyFilter')}</div>
      ) : (
        <RowList rows={shown} blocked={blocked} />
      )}
      {leftOut > 0 ? (
        <div>
          <Button kind="plain" onClick={download}>
            <Icon name="download" />
            <span>{t('recipients.downloadRejected')}</span>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function resultText({ t }: Pick<SmsUi, 't'>, row: RecipientRow, kind: RowKind): string {
  if (kind === 'blocked') return t('recipients.isBlocked');
  switch (row.status) {
    case 'valid':
      return formatPhone(row.value);
    case 'duplicate':
      return t(row.differs === true ? 'recipients.differsFrom' : 'recipients.firstAt', {
        row: String(row.firstRow),
      });
    case 'rejected':
      return t(`recipients.reason.${row.reason}`);
  }
}

const ROW_HEIGHT = 36;
/** The result is below the number. */
const NARROW_ROW_HEIGHT = 72;
const NARROW_BELOW = 440;

function RowList({ rows, blocked }: RowListProps): ReactNode {
  const ui = useSmsUi();
  const { t } = ui;
  const scroller = useRef<HTMLDivElement>(null);
  const isHydrated = useHydrated();
  const isNarrow = useNarrow(scroller, NARROW_BELOW);
  const rowHeight = isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 480, height: 6 * ROW_HEIGHT },
    useFlushSync: false,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  return (
    // A scrolling region has to be reachable by keyboard.
    <div
      ref={scroller}
      className="sms-recipient-scroll"
      data-layout={isNarrow ? 'cards' : 'table'}
      tabIndex={0}
      role="region"
      aria-label={t('recipients.rows')}
    >
      <div role="table" aria-rowcount={rows.length + 1}>
        <div role="rowgroup" className="sms-recipient-head">
          <div role="row" aria-rowindex={1} className="sms-recipient-row">
            <span role="columnheader">{t('recipients.row')}</span>
            <span role="columnheader">{t('recipients.read')}</span>
            <span role="columnheader">{t('recipients.result')}</span>
          </div>
        </div>
        <div
          role="rowgroup"
          className="sms-recipient-body"
          style={isHydrated ? { blockSize: virtual.getTotalSize() } : undefined}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const kind = kindOf(row, blocked);
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                className="sms-recipient-row"
                data-kind={kind}
                style={
                  isHydrated
                    ? {
                        position: 'absolute',
                        insetInline: 0,
                        blockSize: rowHeight,
                        transform: `translateY(${start}px)`,
                      }
                    : undefined
                }
              >
                <span role="cell" className="sms-recipient-place">
                  {row.row}
                </span>
                <span role="cell" className="sms-recipient-raw" dir="auto" title={row.raw}>
                  {row.raw}
                </span>
                <span role="cell" className="sms-recipient-result" title={resultText(ui, row, kind)}>
                  <Icon name={ICONS[kind]} />
                  <span dir={kind === 'valid' ? 'ltr' : undefined}>{resultText(ui, row, kind)}</span>
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
