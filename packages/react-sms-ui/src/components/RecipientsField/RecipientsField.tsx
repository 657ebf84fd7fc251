'use client';
import { forwardRef, useCallback, useId, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { Icon } from '../../parts/Icon.js';
import { Notice } from '../../parts/Notice.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { needsColumn, type RecipientsValue } from '../../recipients/recipientsValue.js';
import { ChosenRecipients } from './ChosenRecipients.js';
import { ColumnChoice } from './ColumnChoice.js';
import { RecipientRows } from './RecipientRows.js';
import { useCollapse } from './useCollapse.js';
import { useRecipients, type RecipientsChange, type UseRecipients } from './useRecipients.js';

/** The parts of a RecipientsField that take a class name. */
export type RecipientsFieldPart = 'root' | 'box' | 'input' | 'tools' | 'source' | 'summary' | 'chosen';

export interface RecipientsFieldProps extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'onChange' | 'defaultValue' | 'children'
> {
  /** The list, where the host holds it. Made by `recipientsFromText`. */
  value?: RecipientsValue;
  defaultValue?: RecipientsValue;
  onChange?: (change: RecipientsChange) => void;
  /** Numbers in E.164 that must not receive messages. They are listed apart and excluded from the recipients. */
  blocked?: ReadonlySet<string>;
  /** Replaces the label "Recipients". */
  label?: string;
  /** A fault found by the host, shown at the field and tied to it. */
  error?: string;
  readOnly?: boolean;
  /** Collapses the field to one line with a "change" button once recipients are chosen and the focus moves on. Default false. */
  collapsible?: boolean;
  /** Keeps the other cells of the rows in `value`, to fill placeholders with them. Default false. */
  keepCells?: boolean;
  /** Largest file that is read, in bytes. Default 50 MiB. */
  maxFileBytes?: number;
  classNames?: ClassNames<RecipientsFieldPart>;
}

/**
 * Reads recipients that are typed, pasted from a spreadsheet, or chosen or dropped as a CSV file, with any header, delimiter
 * and notation. Lists valid, duplicate, invalid and blocked rows with the spreadsheet's row numbers and the reasons. Stays
 * responsive with 50,000 rows and more. Built on `useRecipients`.
 */
export const RecipientsField = forwardRef<HTMLDivElement, RecipientsFieldProps>(function RecipientsField(
  {
    value: controlled,
    defaultValue,
    onChange,
    blocked,
    label,
    error,
    readOnly = false,
    collapsible = false,
    keepCells = false,
    maxFileBytes,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t, profile } = useSmsUi();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const collapse = useCollapse(root, collapsible);
  const field = useRecipients({
    value: controlled,
    defaultValue,
    // A list that is read here stays open, so that its result is displayed.
    onChange: (change) => {
      collapse.expand();
      onChange?.(change);
    },
    blocked,
    readOnly,
    keepCells,
    maxFileBytes,
  });
  const { value, recipients, undoable, orderCount } = field;
  const part = partsOf('recipients-field', classNames);
  const input = field.getInputProps();
  const { rows } = value.list;
  const isReady =
    recipients.length > 0 && error === undefined && field.reading.state === 'idle' && !needsColumn(value);
  const isCollapsed = collapsible && isReady && !collapse.isExpanded;
  const rootRef = useCallback(
    (element: HTMLDivElement | null) => {
      root.current = element;
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  const faultId = error === undefined ? undefined : `${id}-error`;

  if (isCollapsed) {
    return (
      <div
        {...rest}
        {...part('root', className)}
        ref={rootRef}
        {...field.getRootProps()}
        data-collapsed="true"
      >
        <ChosenRecipients
          {...part('chosen')}
          label={label ?? t('recipients.label')}
          field={field}
          readOnly={readOnly}
          onExpand={() => {
            collapse.expand();
            requestAnimationFrame(field.focusInput);
          }}
        />
      </div>
    );
  }
  return (
    <div {...rest} {...part('root', className)} {...field.getRootProps()} ref={rootRef}>
      <label className="sms-label" {...field.getLabelProps()} id={`${id}-label`}>
        {label ?? t('recipients.label')}
      </label>
      <div
        {...part('box')}
        data-over={field.isDraggedOver || undefined}
        data-invalid={error === undefined ? undefined : true}
        data-readonly={readOnly || undefined}
      >
        {field.isEditable ? (
          <textarea
            {...part('input')}
            {...input}
            rows={4}
            placeholder={t('recipients.placeholder')}
            aria-describedby={[`${id}-hint`, faultId].filter(Boolean).join(' ')}
            aria-invalid={error !== undefined || undefined}
          />
        ) : (
          <div {...part('source')} id={input.id} tabIndex={-1}>
            <bdi>{value.fileName ?? t('recipients.label')}</bdi>
            {readOnly ? null : (
              <Button kind="plain" onClick={field.clear}>
                {t('recipients.clear')}
              </Button>
            )}
          </div>
        )}
        {readOnly ? null : (
          <div {...part('tools')}>
            <Button kind="plain" onClick={field.openFileDialog}>
              <Icon name="upload" />
              <span>{t('recipients.file')}</span>
            </Button>
            <span className="sms-hint">{t('recipients.drop')}</span>
            <input {...field.getFileProps()} hidden aria-label={t('recipients.file')} />
          </div>
        )}
      </div>
      {value.columns === undefined ? null : (
        <ColumnChoice columns={value.columns} onChoose={readOnly ? undefined : field.chooseColumn} />
      )}
      {rows.length === 0 && undoable === undefined && value.columns === undefined ? (
        <div className="sms-hint" id={`${id}-hint`}>
          {t('recipients.hint')}
        </div>
      ) : null}
      <FieldFault id={faultId} text={error} />
      <ReadingNotice field={field} />
      {undoable === undefined || readOnly ? null : (
        <Notice
          tone="information"
          role="status"
          title={t(`recipients.${undoable}`)}
          actions={<Button onClick={field.undo}>{t('common.undo')}</Button>}
        />
      )}
      {rows.length > 0 ? (
        <>
          <div {...part('summary')} role="status">
            <span>
              {recipients.length === 0
                ? t('recipients.none')
                : t('recipients.summary', { count: recipients.length })}
            </span>
            {orderCount > 1 ? (
              <span className="sms-hint">
                {` ${t('recipients.orders', { limit: profile.recipientsPerOrder, count: orderCount })}`}
              </span>
            ) : null}
          </div>
          <RecipientRows rows={rows} groups={field.rowsByKind} blocked={blocked} />
        </>
      ) : null}
    </div>
  );
});

/** Reports the progress of reading, and why a list was not read. */
function ReadingNotice({ field }: { field: UseRecipients }): ReactNode {
  const { t } = useSmsUi();
  const { reading } = field;
  switch (reading.state) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <div className="sms-recipients-reading" aria-busy="true">
          <span className="sms-hint">{t('recipients.reading', { count: reading.rows })}</span>
          <Button kind="plain" onClick={field.stop}>
            {t('recipients.stop')}
          </Button>
        </div>
      );
    case 'too-big':
      return (
        <Notice
          tone="undelivered"
          role="alert"
          title={t('recipients.tooBig', { limit: field.maxFileMegabytes })}
        />
      );
    case 'no-number':
      return <Notice tone="waiting" role="alert" title={t('recipients.noNumber')} />;
    case 'failed':
      return (
        <Notice
          tone="undelivered"
          role="alert"
          title={
            reading.fault === 'unclosed-quote'
              ? t('recipients.fault.unclosed-quote', { row: reading.row })
              : t(`recipients.fault.${reading.fault}`)
          }
        />
      );
  }
}
