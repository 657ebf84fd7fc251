'use client';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core/client';
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Icon, type IconName } from '../../parts/Icon.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useTask, type TaskState } from '../../parts/useTask.js';
import { useNow, useSmsUi } from '../../provider/context.js';
import { Tooltip } from '../Tooltip/Tooltip.js';

/** The parts of a ConsentBadge that take a class name. */
export type ConsentBadgePart = 'root' | 'mark' | 'detail';

/** The registry's answer as `ConsentsService` returns it, or after JSON with its date in epoch milliseconds. */
export type ConsentAnswer =
  | {
      state: 'granted' | 'refused';
      recipient?: string | undefined;
      source?: string | undefined;
      consentDate?: Date | number | undefined;
    }
  | { state: 'none' | 'unknown-recipient' };

export interface ConsentBadgeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  channel: ConsentChannel;
  /** The registry separates the two types; merchants need no prior consent. Defaults to individuals. */
  recipientType?: RecipientType;
  /** The registry's answer; undefined before it was queried. */
  consent: ConsentAnswer | undefined;
  /** The time of the query. Answers older than an hour are marked. */
  checkedAt?: Date | number;
  /** Queries the registry. The host passes the new answer as `consent`. */
  onCheck?: () => Promise<unknown> | void;
  /** `compact` displays the mark only, with its meaning as a tooltip. Default `full`. */
  size?: 'full' | 'compact';
  classNames?: ClassNames<ConsentBadgePart>;
}

type Shown = ConsentAnswer['state'] | 'unchecked';

const ICONS: Readonly<Record<Shown, IconName>> = {
  granted: 'delivered',
  refused: 'blocked',
  none: 'information',
  'unknown-recipient': 'information',
  unchecked: 'unknown',
};

/** Maximum age of an answer as required by the provider. Source: provider documentation, iys-check. */
const FRESH_MS = 3_600_000;

/**
 * Displays the İYS registry's answer for one recipient and channel, its meaning for commercial messages and its age. A
 * failed or missing lookup is displayed as such, never as a consent.
 */
export const ConsentBadge = forwardRef<HTMLDivElement, ConsentBadgeProps>(function ConsentBadge(
  {
    channel,
    recipientType = 'BIREYSEL',
    consent,
    checkedAt,
    onCheck,
    size = 'full',
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t, format } = useSmsUi();
  const now = useNow();
  const task = useTask();
  const part = partsOf<ConsentBadgePart>('consent-badge', classNames);
  const state: Shown = consent?.state ?? 'unchecked';
  const isBusy = task.state === 'running' || task.state === 'slow';
  const asked = checkedAt === undefined ? undefined : Number(checkedAt);
  const isStale = asked !== undefined && now !== undefined && now - asked > FRESH_MS;
  const meaning = t(meaningOf(state, recipientType));

  const mark = (
    <>
      <Icon name={ICONS[state]} />
      <span>{t(`consents.channel.${channel}`)}</span>
      <span className="sms-figure">{t(`consents.state.${state}`)}</span>
    </>
  );

  const times: string[] = [];
  if (consent && 'consentDate' in consent && consent.consentDate !== undefined) {
    times.push(t(`consents.date.${consent.state}`, { time: format.dateTime(consent.consentDate) }));
  }
  if (asked !== undefined && now !== undefined) {
    times.push(t(isStale ? 'consents.stale' : 'consents.checked', { time: format.relative(asked, now) }));
  }

  return (
    <div
      {...rest}
      {...part('root', className)}
      ref={ref}
      data-state={state}
      data-size={size}
      data-stale={isStale || undefined}
      aria-busy={isBusy || undefined}
    >
      {size === 'compact' ? (
        <Tooltip text={meaning} describes={false}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard reaches the tooltip */}
          <span {...part('mark')} tabIndex={0}>
            {mark}
            <span className="sms-hidden">{` ${meaning}`}</span>
          </span>
        </Tooltip>
      ) : (
        <span {...part('mark')}>{mark}</span>
      )}
      {onCheck === undefined ? null : (
        <Button
          kind="plain"
          aria-disabled={task.state === 'running'}
          onClick={() => {
            if (task.state !== 'running') task.run(onCheck);
          }}
        >
          <Icon name="refresh" />
          <span>{t(consent === undefined ? 'consents.check' : 'consents.checkAgain')}</span>
        </Button>
      )}
      {size === 'compact' ? null : (
        <div {...part('detail')}>
          <p>{meaning}</p>
          {times.length === 0 ? null : (
            <p className="sms-hint sms-consent-badge-times">
              {times.map((time) => (
                <span key={time}>{`${time} `}</span>
              ))}
            </p>
          )}
        </div>
      )}
      <Lookup state={task.state} isKnown={consent !== undefined} />
    </div>
  );
});

function meaningOf(state: Shown, recipientType: RecipientType) {
  if (state === 'granted' || state === 'refused' || state === 'unchecked')
    return `consents.means.${state}` as const;
  return recipientType === 'TACIR' ? 'consents.means.merchant' : 'consents.means.missing';
}

function Lookup({ state, isKnown }: { state: TaskState; isKnown: boolean }): ReactNode {
  const { t } = useSmsUi();
  const text =
    state === 'running'
      ? t('consents.checking')
      : state === 'slow'
        ? t('consents.slow')
        : state === 'failed'
          ? t(isKnown ? 'consents.checkFailed' : 'consents.checkFailedUnknown')
          : undefined;
  return (
    <span className="sms-consent-lookup" role="status" data-state={state}>
      {state === 'failed' ? <Icon name="warning" /> : null}
      <span>{text}</span>
    </span>
  );
}
