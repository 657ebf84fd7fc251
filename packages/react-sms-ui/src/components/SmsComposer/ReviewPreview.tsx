'use client';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Notice } from '../../parts/Notice.js';
import { useSmsUi } from '../../provider/context.js';
import { creditsText } from '../SegmentCounter/messageCount.js';
import type { MessagePreview } from './SmsComposer.types.js';
import type { PreviewState } from './usePreview.js';

const REASONS = {
  refused: 'confirm.withheld.refused',
  'no-record': 'confirm.withheld.no-record',
  'not-registered': 'confirm.withheld.not-registered',
  unknown: 'confirm.withheld.unknown',
  stale: 'confirm.withheld.stale',
  'not-checkable': 'confirm.withheld.not-checkable',
  'too-often': 'confirm.withheld.too-often',
  'outside-hours': 'confirm.withheld.outside-hours',
  blacklisted: 'confirm.withheld.blacklisted',
} as const;

const isKnown = (reason: string): reason is keyof typeof REASONS => Object.hasOwn(REASONS, reason);

/** What the host's server says about the message: who gets it, who does not and why, and when it goes. */
export function ReviewPreview({ preview }: { preview: PreviewState }): ReactNode {
  const { t } = useSmsUi();
  if (preview.state === 'loading') {
    return (
      <p className="sms-hint" role="status">
        {t('confirm.checking')}
      </p>
    );
  }
  if (preview.state === 'failed') {
    return (
      <Notice
        tone="undelivered"
        role="alert"
        title={t('confirm.previewFailed')}
        actions={<Button onClick={preview.retry}>{t('common.retry')}</Button>}
      >
        {t('confirm.previewFailedText')}
      </Notice>
    );
  }
  return <Known preview={preview.value} />;
}

function Known({ preview }: { preview: MessagePreview }): ReactNode {
  const ui = useSmsUi();
  const { t, format } = ui;
  const { recipients, unchecked = 0, credits, startsAt, endsAt, waitsFor, spend } = preview;
  const withheld = Object.entries(preview.withheld ?? {}).flatMap(([reason, count]) =>
    count === undefined || count === 0 ? [] : [{ reason, count }],
  );
  const total = withheld.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="sms-preview" data-slot="sms-composer-preview-result">
      <p className="sms-preview-line" role="status">
        {recipients + unchecked === 0
          ? t('confirm.noOne')
          : t('confirm.getting', {
              recipients: t('counter.recipients', { count: recipients }),
              credits: creditsText(ui, { least: credits.min, most: credits.max }),
            })}
        {unchecked > 0 ? ` ${t('confirm.unchecked', { count: unchecked })}` : null}
      </p>
      {total > 0 ? (
        <div>
          <div>{t('confirm.withheld', { count: total })}</div>
          <ul className="sms-preview-reasons">
            {withheld.map(({ reason, count }) => (
              <li key={reason}>
                {t(isKnown(reason) ? REASONS[reason] : 'confirm.withheld.other')}: {format.number(count)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {waitsFor === undefined || startsAt === undefined ? null : (
        <Notice
          tone="waiting"
          title={t('confirm.waits', { time: format.fullDateTime(new Date(startsAt)) })}
        />
      )}
      {endsAt === undefined || recipients + unchecked === 0 ? null : (
        <p className="sms-hint">{t('confirm.ends', { time: format.fullDateTime(new Date(endsAt)) })}</p>
      )}
      {spend === undefined ? null : (
        <Notice
          tone="waiting"
          title={t('confirm.spend', { limit: t('counter.credits', { count: spend.limit }) })}
        />
      )}
    </div>
  );
}
