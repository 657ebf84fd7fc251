import { useState } from 'react';
import { formatPhone } from 'react-sms-ui';
import type { NotificationState } from '../../../src/webhooks/notification.js';
import { useText } from '../../i18n/text.js';
import { href } from '../../lib/router.js';
import { useList } from '../../lib/useList.js';
import { useQuery } from '../../lib/useQuery.js';
import type { AccountView, WebhookView } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { ListView } from '../../parts/ListView.js';
import { WebhookMark } from '../../parts/marks.js';
import { Empty } from '../../parts/Notes.js';
import { WebhookDetail } from './WebhookDetail.js';

const STATES: readonly NotificationState[] = [
  'delivered',
  'failed',
  'waiting',
  'queued',
  'sending',
  'held',
  'dropped',
];

/** Lists the webhooks of all accounts with their state. */
export function WebhooksView({ chosen }: { chosen: string | undefined }) {
  const { t, moment } = useText();
  const [state, setState] = useState<NotificationState | ''>('');
  const list = useList<WebhookView>('/webhooks', { state }, ['webhooks']);
  const { data: accounts } = useQuery<AccountView[]>('/accounts', ['accounts']);
  const withoutUrl = accounts?.every((account) => !account.webhook);
  return (
    <ListView
      view="webhooks"
      chosen={chosen}
      title={t('webhooks.title')}
      filters={
        <Choice
          label={t('webhooks.filter')}
          value={state}
          options={[
            { value: '', text: t('common.all') },
            ...STATES.map((value) => ({ value, text: t(`webhook.${value}`) })),
          ]}
          onChange={setState}
        />
      }
      list={list}
      label={t('webhooks.list')}
      keyOf={(webhook) => String(webhook.id)}
      row={(webhook) => (
        <>
          <span className="row-head">
            <b className="tabular">{formatPhone(webhook.to)}</b>
            <time className="muted small tabular" dateTime={webhook.createdAt}>
              {moment(webhook.createdAt)}
            </time>
          </span>
          <span className="row-foot">
            <WebhookMark state={webhook.state} />
            <span className="muted small">
              <code>{webhook.status}</code> ·{' '}
              {t('webhook.attempts.count', { count: webhook.attempts.length })}
            </span>
          </span>
        </>
      )}
      empty={
        <Empty title={t('webhooks.empty')}>
          {withoutUrl && (
            <>
              <p>{t('webhooks.empty.hint')}</p>
              <a className="button" href={href('account')}>
                {t('webhooks.empty.action')}
              </a>
            </>
          )}
        </Empty>
      }
      invitation={t('webhooks.choose')}
      detail={chosen !== undefined && <WebhookDetail key={chosen} id={chosen} />}
    />
  );
}
