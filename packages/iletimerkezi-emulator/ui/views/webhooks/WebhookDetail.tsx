import { useState } from 'react';
import { formatPhone, MessageMark, StateMark } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { href } from '../../lib/router.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { WebhookView } from '../../lib/wire.js';
import { Facts, Json } from '../../parts/Facts.js';
import { WebhookMark } from '../../parts/marks.js';
import { Loading, Problem } from '../../parts/Notes.js';

/** One webhook: each attempt with what came back, what was posted, and the way to send it again. */
export function WebhookDetail({ id }: { id: string }) {
  const { t, number, dateTime } = useText();
  const {
    data: webhook,
    error,
    retry,
  } = useQuery<WebhookView>(`/webhooks/${encodeURIComponent(id)}`, ['webhooks']);
  const replaying = useAction();
  const [copy, setCopy] = useState<number>();

  if (error && !webhook) return <Problem error={error} retry={retry} />;
  if (!webhook) return <Loading />;
  const replay = () =>
    void replaying.run(async () => {
      const { id: sent } = await change<WebhookView>('POST', `/webhooks/${webhook.id}/replay`);
      setCopy(sent);
      tellChanged('webhooks');
    });

  return (
    <article className="detail">
      <header className="detail-head">
        <h2>{t('webhook.title', { id: String(webhook.id) })}</h2>
        <WebhookMark state={webhook.state} />
      </header>
      <Facts
        facts={[
          [
            t('registry.recipient'),
            <a key="to" href={href('phones', webhook.to)}>
              {formatPhone(webhook.to)}
            </a>,
          ],
          [t('webhook.about'), <MessageMark key="status" status={webhook.status} />],
          [
            t('order.one'),
            <a key="order" href={href('orders', webhook.orderId)}>
              {webhook.orderId}
            </a>,
          ],
          [t('order.account'), webhook.account],
          ...(webhook.rule === undefined ? [] : [[t('webhook.rule'), webhook.rule] as const]),
        ]}
      />
      <section>
        <div className="panel-head">
          <h3>{t('webhook.attempts')}</h3>
          <button type="button" className="button" disabled={replaying.running} onClick={replay}>
            {t('webhook.replay')}
          </button>
        </div>
        <output className="small">
          {copy !== undefined && (
            <a href={href('webhooks', copy)}>{t('webhook.replayed', { id: String(copy) })}</a>
          )}
        </output>
        {replaying.error && <Problem error={replaying.error} />}
        {webhook.attempts.length === 0 && <p className="muted">{t('webhook.attempts.none')}</p>}
        <ol className="attempts">
          {webhook.attempts.map((attempt, index) => {
            const { result } = attempt;
            const good = 'status' in result && result.status >= 200 && result.status < 300;
            return (
              <li key={index}>
                <span className="history-row">
                  <StateMark
                    icon={good ? 'delivered' : 'undelivered'}
                    tone={good ? 'delivered' : 'undelivered'}
                  >
                    {'status' in result ? `HTTP ${result.status}` : result.error}
                  </StateMark>
                  <time className="muted small tabular" dateTime={attempt.at}>
                    {dateTime(attempt.at)}
                  </time>
                  <span className="muted small tabular">
                    {t('webhook.ms', { ms: number(Math.round(attempt.durationMs)) })}
                  </span>
                </span>
                <code className="small">{attempt.url}</code>
              </li>
            );
          })}
        </ol>
      </section>
      <Json label={t('webhook.body')} value={webhook.body} />
    </article>
  );
}
