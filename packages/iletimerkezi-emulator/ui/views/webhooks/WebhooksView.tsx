import { useState } from 'react';
import type { NotificationState } from '../../../src/webhooks/notification.js';
import { groupNumber, useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { AccountView, WebhookView } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { LinkList } from '../../parts/LinkList.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { Split } from '../../parts/Split.js';
import { WebhookTag } from '../../parts/Tag.js';
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
const MOST = 1000;

/** What was posted to the accounts' URLs, and how it went. */
export function WebhooksView({ chosen }: { chosen: string | undefined }) {
  const { t, moment } = useText();
  const [state, setState] = useState<NotificationState | ''>('');
  const { limit, more, atMost } = useMore(state, MOST);
  const { data, error, retry } = useQuery<WebhookView[]>(
    withQuery('/webhooks', { state, limit: limit + 1 }),
    ['webhooks'],
    true,
  );
  const { data: accounts } = useQuery<AccountView[]>('/accounts', ['accounts']);
  const webhooks = data?.slice(0, limit);
  const withoutUrl = accounts?.every((account) => !account.webhook);

  const list = (
    <>
      <h1>{t('webhooks.title')}</h1>
      <Choice
        label={t('webhooks.filter')}
        value={state}
        options={[
          { value: '', text: t('common.all') },
          ...STATES.map((value) => ({ value, text: t(`webhook.${value}`) })),
        ]}
        onChange={setState}
      />
      {error && <Problem error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {webhooks?.length === 0 && (
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
      )}
      {webhooks && webhooks.length > 0 && (
        <LinkList
          label={t('webhooks.list')}
          items={webhooks}
          keyOf={(webhook) => String(webhook.id)}
          hrefOf={(webhook) => href('webhooks', webhook.id)}
          chosen={chosen}
        >
          {(webhook) => (
            <>
              <span className="row-head">
                <b className="tabular">{groupNumber(webhook.to)}</b>
                <time className="muted small tabular" dateTime={webhook.createdAt}>
                  {moment(webhook.createdAt)}
                </time>
              </span>
              <span className="row-foot">
                <WebhookTag state={webhook.state} />
                <span className="muted small">
                  <code>{webhook.status}</code> ·{' '}
                  {t('webhook.attempts.count', { count: webhook.attempts.length })}
                </span>
              </span>
            </>
          )}
        </LinkList>
      )}
      {data && data.length > limit && !atMost && (
        <button type="button" className="button wide" onClick={more}>
          {t('common.more')}
        </button>
      )}
    </>
  );

  return (
    <Split
      listHref={href('webhooks')}
      chosen={chosen}
      list={list}
      invitation={t('webhooks.choose')}
      detail={chosen !== undefined && <WebhookDetail key={chosen} id={chosen} />}
    />
  );
}
