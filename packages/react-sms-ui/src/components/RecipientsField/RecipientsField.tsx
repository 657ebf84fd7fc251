'use client';
import {
  forwardRef,
  useId,
  useRef,
  useState,
  type ClipboardEvent,
  type ComponentPropsWithoutRef,
  type DragEvent,
  type ReactNode,
} from 'react';
import { Button } from '../../parts/Button.js';
import { editText } from '../../parts/editText.js';
import { Icon } from '../../parts/Icon.js';
import { Notice } from '../../parts/Notice.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { RecipientsValue } from '../../recipients/recipientsValue.js';
import { ColumnChoice } from './ColumnChoice.js';
import { RecipientRows } from './RecipientRows.js';
import { useRecipients, type ReadingState, type RecipientsChange } from './useRecipients.js';

/** The parts of a RecipientsField that take a class name. */
export type RecipientsFieldPart = 'root' | 'box' | 'input' | 'tools' | 'source' | 'summary';

export interface RecipientsFieldProps extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'onChange' | 'defaultValue' | 'children'
> {
  /** The list, when the host holds it; `recipientsFromText` makes one. */
  value?: RecipientsValue;
  defaultValue?: RecipientsValue;
  onChange?: (change: RecipientsChange) => void;
  /** Numbers in E.164 that no message may go to; they are shown apart and left out. */
  blocked?: ReadonlySet<string>;
  /** Replaces the label "Recipients". */
  label?: string;
  /** A fault of the host's, tied to the field. */
  error?: string;
  readOnly?: boolean;
  /** Largest file that is read, in bytes. Default 50 MB. */
  maxFileBytes?: number;
  classNames?: ClassNames<RecipientsFieldPart>;
}

const MEGABYTE = 1_048_576;

/**
 * Recipients as people have them: typed, pasted from a spreadsheet, chosen or dropped as a CSV file, with
 * any header, delimiter and way of writing. Shows valid, duplicate, invalid and blocked rows apart, by
 * the spreadsheet's own row numbers and with the reason. Lists stay responsive at 50,000 rows and more.
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
    maxFileBytes = 50 * MEGABYTE,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t, profile } = useSmsUi();
  const id = useId();
  const field = useRecipients({ value: controlled, defaultValue, blocked, maxFileBytes, onChange });
  const { value, recipients, reading, undoable } = field;
  const [isOver, setOver] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const reason = useRef<'type' | 'drop'>('type');
  /** Text that is dragged from one place of the box to another is the browser's to move. */
  const isOwnText = useRef(false);
  const part = partsOf('recipients-field', classNames);
  const { rows } = value.list;
  const isTyped = value.fileName === undefined && (value.text !== '' || rows.length === 0);
  const orders = Math.ceil(recipients.length / profile.recipientsPerOrder);
  const faultId = error === undefined ? undefined : `${id}-error`;

  const focusInput = (): void => document.getElementById(`${id}-input`)?.focus();
  const drop = (event: DragEvent): void => {
    setOver(false);
    if (isOwnText.current) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) {
      field.readFile(file);
      return;
    }
    const text = field.drop(event.dataTransfer.getData('text'));
    if (text === undefined) return;
    reason.current = 'drop';
    if (box.current === null || !editText(box.current, text)) field.type(text, 'drop');
    reason.current = 'type';
  };
  const clear = (): void => {
    field.clear();
    requestAnimationFrame(focusInput);
  };
  const undo = (): void => {
    field.undo();
    // The button goes away: the focus must not go with it. The box may be another element after the render.
    requestAnimationFrame(focusInput);
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const text = event.clipboardData.getData('text');
    // A whole list into the empty box: read as a list, even where it is too long to be edited.
    if (value.text.trim() !== '' || !text.includes('\n')) return;
    event.preventDefault();
    field.paste(text);
  };

  return (
    <div
      {...rest}
      {...part('root', className)}
      ref={ref}
      data-state={reading.state}
      onDragOver={(event) => {
        if (readOnly) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={readOnly ? undefined : drop}
    >
      <label className="sms-label" htmlFor={`${id}-input`} id={`${id}-label`}>
        {label ?? t('recipients.label')}
      </label>
      <div
        {...part('box')}
        data-over={isOver || undefined}
        data-invalid={error === undefined ? undefined : true}
        data-readonly={readOnly || undefined}
      >
        {isTyped ? (
          <textarea
            ref={box}
            {...part('input')}
            id={`${id}-input`}
            rows={4}
            dir="ltr"
            value={value.text}
            readOnly={readOnly}
            placeholder={t('recipients.placeholder')}
            aria-describedby={[`${id}-hint`, faultId].filter(Boolean).join(' ')}
            aria-invalid={error !== undefined || undefined}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => field.type(event.target.value, reason.current)}
            onPaste={paste}
            onDragStart={() => {
              isOwnText.current = true;
            }}
            onDragEnd={() => {
              isOwnText.current = false;
            }}
          />
        ) : (
          <div {...part('source')} id={`${id}-input`} tabIndex={-1}>
            <bdi>{value.fileName ?? t('recipients.label')}</bdi>
            {readOnly ? null : (
              <Button kind="plain" onClick={clear}>
                {t('recipients.clear')}
              </Button>
            )}
          </div>
        )}
        {readOnly ? null : (
          <div {...part('tools')}>
            <Button kind="plain" onClick={() => fileInput.current?.click()}>
              <Icon name="upload" />
              {t('recipients.file')}
            </Button>
            <span className="sms-hint">{t('recipients.drop')}</span>
            <input
              ref={fileInput}
              type="file"
              hidden
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              aria-label={t('recipients.file')}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) field.readFile(file);
                event.target.value = '';
              }}
            />
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
      {error === undefined ? null : (
        <div className="sms-fault" id={faultId}>
          <Icon name="warning" />
          <span>{error}</span>
        </div>
      )}
      <ReadingNotice
        reading={reading}
        megabytes={Math.round(maxFileBytes / MEGABYTE)}
        onStop={() => {
          field.stop();
          // The button goes away: the focus must not go with it.
          focusInput();
        }}
      />
      {undoable === undefined || readOnly ? null : (
        <Notice
          tone="information"
          role="status"
          title={t(`recipients.${undoable}`)}
          actions={<Button onClick={undo}>{t('common.undo')}</Button>}
        />
      )}
      {rows.length > 0 ? (
        <>
          <div {...part('summary')} role="status">
            {recipients.length === 0
              ? t('recipients.none')
              : t('recipients.summary', { count: recipients.length })}
            {orders > 1 ? (
              <span className="sms-hint">
                {' '}
                {t('recipients.orders', { limit: profile.recipientsPerOrder, count: orders })}
              </span>
            ) : null}
          </div>
          <RecipientRows rows={rows} blocked={blocked} />
        </>
      ) : null}
    </div>
  );
});

interface ReadingNoticeProps {
  reading: ReadingState;
  megabytes: number;
  onStop: () => void;
}

function ReadingNotice({ reading, megabytes, onStop }: ReadingNoticeProps): ReactNode {
  const { t } = useSmsUi();
  switch (reading.state) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <div className="sms-recipients-reading" aria-busy="true">
          <span className="sms-hint">{t('recipients.reading', { count: reading.rows })}</span>
          <Button kind="plain" onClick={onStop}>
            {t('recipients.stop')}
          </Button>
        </div>
      );
    case 'too-big':
      return <Notice tone="undelivered" role="alert" title={t('recipients.tooBig', { limit: megabytes })} />;
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
