'use client';
import { parseTurkishMobile } from 'iletimerkezi-core/phone';
import {
  forwardRef,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type FormEvent,
  type ReactNode,
} from 'react';
import { formatPhone } from '../../i18n/format.js';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { LoadFault, type LoadError } from '../../parts/LoadFault.js';
import { Notice } from '../../parts/Notice.js';
import { Pager } from '../../parts/Pager.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { refuseFailedResponse } from '../../parts/useTask.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useSmsUi } from '../../provider/context.js';
import { searchDigits } from '../../report/rowIndex.js';

/** The parts of a BlacklistManager that take a class name. */
export type BlacklistManagerPart = 'root' | 'add' | 'list' | 'row' | 'pages' | 'more';

/** One blocked number. */
export interface BlockedNumber {
  /** E.164. */
  number: string;
  /** The time at which it was blocked. */
  since?: Date | number;
}

export interface BlacklistManagerProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** The numbers loaded so far. */
  numbers: readonly BlockedNumber[];
  /** The total count, where more numbers can be loaded. */
  total?: number;
  /** Blocks a number. A rejection leaves the list unchanged and is displayed. Without it, numbers cannot be added. */
  onBlock?: (change: { number: string }) => Promise<void>;
  /** Unblocks a number. The person can undo it. Without it, numbers cannot be removed. */
  onUnblock?: (change: { number: string }) => Promise<void>;
  /** Loads more numbers. Omit it when there are none. */
  onMore?: () => void;
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<BlacklistManagerPart>;
}

type Message =
  | { state: 'none' }
  | { state: 'busy' }
  | { state: Change; number: string }
  | { state: 'failed'; change: Change; number: string };

/** The change to a number. */
type Change = 'blocked' | 'unblocked';

/** Numbers per page. */
const PAGE_SIZE = 50;

/** Lists the blocked numbers, 50 per page, with search, block, and unblock with undo. */
export const BlacklistManager = forwardRef<HTMLElement, BlacklistManagerProps>(function BlacklistManager(
  { numbers, total, onBlock, onUnblock, onMore, isLoading = false, error, classNames, className, ...rest },
  ref,
) {
  const { t, format } = useSmsUi();
  const part = partsOf('blacklist-manager', classNames);
  const [query, setQuery] = useState('');
  const [message, setMessage] = useState<Message>({ state: 'none' });
  const digits = searchDigits(query);
  const found = useMemo(
    () => (digits === '' ? numbers : numbers.filter(({ number }) => number.includes(digits))),
    [numbers, digits],
  );
  const [chosenPage, setPage] = useState(1);
  const lastPage = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(chosenPage, lastPage);

  const isRunning = useRef(false);
  const run = async (change: Change, number: string): Promise<boolean> => {
    // A second press may arrive before the first one is rendered.
    if (isRunning.current) return false;
    isRunning.current = true;
    setMessage({ state: 'busy' });
    try {
      refuseFailedResponse(await (change === 'blocked' ? onBlock : onUnblock)?.({ number }));
      setMessage({ state: change, number });
      return true;
    } catch {
      setMessage({ state: 'failed', change, number });
      return false;
    } finally {
      isRunning.current = false;
    }
  };
  const isBusy = message.state === 'busy';

  return (
    <section
      aria-label={t('blacklist.label')}
      {...rest}
      {...part('root', className)}
      ref={ref}
      aria-busy={isLoading || isBusy || undefined}
    >
      {onBlock ? (
        <div {...part('add')}>
          <BlockForm
            isBlocked={(number) => numbers.some((blocked) => blocked.number === number)}
            isBusy={isBusy}
            onBlock={(number) => run('blocked', number)}
          />
        </div>
      ) : null}
      <Outcome message={message} onUndo={onBlock && ((number) => void run('blocked', number))} />
      {error === undefined ? null : <LoadFault error={error} />}
      {numbers.length === 0 ? (
        isLoading ? (
          <Skeleton className="sms-report-skeleton">
            {['52%', '48%', '56%'].map((width) => (
              <div key={width} aria-hidden="true">
                <SkeletonBar style={{ inlineSize: width }} />
              </div>
            ))}
          </Skeleton>
        ) : error === undefined ? (
          <div className="sms-report-empty">{t('blacklist.empty')}</div>
        ) : null
      ) : (
        <>
          <div className="sms-report-table-tools">
            <input
              type="search"
              className="sms-input"
              inputMode="tel"
              autoComplete="off"
              aria-label={t('blacklist.search')}
              placeholder={t('blacklist.search')}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setPage(1);
              }}
            />
            <span className="sms-report-count" role="status">
              {t('blacklist.count', { count: digits === '' ? (total ?? found.length) : found.length })}
            </span>
          </div>
          {found.length === 0 ? (
            <div className="sms-report-empty">{t('blacklist.noMatch')}</div>
          ) : (
            <ul {...part('list')} aria-label={t('blacklist.label')}>
              {found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(({ number, since }) => (
                <li key={number} {...part('row')}>
                  <span className="sms-blacklist-number" dir="ltr">
                    {formatPhone(number)}
                  </span>
                  {since === undefined ? null : (
                    <span className="sms-code">{t('blacklist.since', { time: format.dateTime(since) })}</span>
                  )}
                  {onUnblock ? (
                    <Button
                      kind="plain"
                      aria-disabled={isBusy || undefined}
                      aria-label={t('blacklist.unblock', { number: formatPhone(number) })}
                      onClick={() => void run('unblocked', number)}
                    >
                      {t('blacklist.unblockShort')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
          {lastPage > 1 ? (
            <Pager
              {...part('pages')}
              page={page}
              lastPage={lastPage}
              onPageChange={(change) => setPage(change.page)}
            />
          ) : null}
          {onMore && digits === '' && page === lastPage ? (
            <div {...part('more')}>
              <Button aria-disabled={isLoading || undefined} onClick={onMore}>
                {isLoading ? t('common.loading') : t('blacklist.more')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
});

interface BlockFormProps {
  isBusy: boolean;
  isBlocked: (number: string) => boolean;
  onBlock: (number: string) => Promise<boolean>;
}

function BlockForm({ isBusy, isBlocked, onBlock }: BlockFormProps): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    if (text.trim() === '') {
      setFault(t('blacklist.missing'));
      return;
    }
    const parsed = parseTurkishMobile(text);
    if (!parsed.ok) {
      setFault(t('blacklist.invalid', { reason: t(`recipients.reason.${parsed.reason}`) }));
      return;
    }
    if (isBlocked(parsed.value)) {
      setFault(t('blacklist.already'));
      return;
    }
    setFault(undefined);
    if (await onBlock(parsed.value)) setText('');
  };

  return (
    <form className="sms-field" noValidate onSubmit={(event) => void submit(event)}>
      <label className="sms-label" htmlFor={id}>
        {t('blacklist.add')}
      </label>
      <div className="sms-blacklist-inputs">
        <input
          id={id}
          type="tel"
          className="sms-input"
          dir="ltr"
          autoComplete="off"
          placeholder="0530 123 45 67"
          value={text}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setText(event.target.value);
            setFault(undefined);
          }}
        />
        <Button type="submit" aria-disabled={isBusy || undefined}>
          {t('blacklist.addButton')}
        </Button>
      </div>
      <div id={`${id}-hint`} role="status" className={fault === undefined ? 'sms-hint' : 'sms-fault'}>
        {fault === undefined ? null : <Icon name="warning" />}
        <span>{fault ?? t('blacklist.hint')}</span>
      </div>
    </form>
  );
}

interface OutcomeProps {
  message: Message;
  onUndo: ((number: string) => void) | undefined;
}

function Outcome({ message, onUndo }: OutcomeProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const isUndone = useRef(false);
  const { state } = message;
  useEffect(() => {
    if (state === 'busy') return;
    // The focused button is removed with its row or its notice.
    if (state === 'unblocked' || isUndone.current) place.current?.focus();
    isUndone.current = false;
  }, [state]);
  if (message.state === 'none' || message.state === 'busy') return null;
  return (
    <div ref={place} tabIndex={-1} className="sms-blacklist-outcome">
      <OutcomeNotice
        message={message}
        onUndo={
          onUndo &&
          ((number) => {
            isUndone.current = true;
            onUndo(number);
          })
        }
      />
    </div>
  );
}

interface OutcomeNoticeProps extends OutcomeProps {
  message: Exclude<Message, { state: 'none' | 'busy' }>;
}

function OutcomeNotice({ message, onUndo }: OutcomeNoticeProps): ReactNode {
  const { t } = useSmsUi();
  const number = formatPhone(message.number);
  switch (message.state) {
    case 'failed':
      return (
        <Notice
          tone="undelivered"
          role="alert"
          title={t(message.change === 'blocked' ? 'blacklist.notBlocked' : 'blacklist.notUnblocked', {
            number,
          })}
        >
          {t('blacklist.failed')}
        </Notice>
      );
    case 'blocked':
      return <Notice tone="information" role="status" title={t('blacklist.blocked', { number })} />;
    case 'unblocked':
      return (
        <Notice
          tone="information"
          role="status"
          title={t('blacklist.unblocked', { number })}
          actions={
            onUndo ? <Button onClick={() => onUndo(message.number)}>{t('common.undo')}</Button> : undefined
          }
        />
      );
  }
}
