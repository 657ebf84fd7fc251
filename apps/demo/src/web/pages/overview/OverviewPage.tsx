import { useState } from 'react';
import { BalanceCard, DeliveryChart } from 'react-sms-ui';
import type { Setup } from '../../../shared/api/setup.js';
import { accountApi } from '../../api/account.js';
import { healthApi } from '../../api/health.js';
import { useText } from '../../i18n/useText.js';
import { useOrders } from '../../lib/useOrders.js';
import { Link, paths } from '../../lib/router.js';
import { useRepeated } from '../../lib/useRepeated.js';
import { Page } from '../../shell/Page.js';
import { SkeletonRows } from '../../shell/SkeletonRows.js';
import { OrderRows } from '../orders/OrderRow.js';
import { BacklogLine } from './BacklogLine.js';
import { hourlyBuckets } from './buckets.js';
import { HealthList } from './HealthList.js';
import { RegistrationLine } from './RegistrationLine.js';

const LOOK_MS = 5_000;
const LOW_SMS = 1_000;
const NEWEST = 3;

/** The status of the account, the outbox and the consents. */
export function OverviewPage({ setup }: { setup: Setup }) {
  const { t } = useText();
  const health = useRepeated(healthApi.health, LOOK_MS);
  const backlog = useRepeated(healthApi.backlog, LOOK_MS);
  const balance = useRepeated(loadBalance, LOOK_MS * 2);
  const { orders } = useOrders();
  const [now] = useState(() => Date.now());
  const status = health.value?.status;
  return (
    <Page
      title={t('overview.title')}
      lead={status === undefined ? t('loading') : t(status === 'ok' ? 'overview.well' : 'overview.unwell')}
    >
      <div className="overview">
        <section aria-labelledby="overview-account">
          <h2 id="overview-account">{t('overview.account')}</h2>
          <BalanceCard
            credits={balance.value?.credits}
            amount={balance.value?.amount}
            asOf={balance.value?.at}
            lowBelow={LOW_SMS}
            isLoading={balance.value === undefined && balance.problem === undefined}
            onRefresh={balance.refresh}
          />
          <HealthList health={health.value} />
        </section>
        <section aria-labelledby="overview-outbox">
          <h2 id="overview-outbox">{t('overview.outbox')}</h2>
          <BacklogLine backlog={backlog.value} onResumed={backlog.refresh} />
          <h2>{t('overview.registration')}</h2>
          {setup.keepsConsents ? <RegistrationLine /> : <p>{`${t('noBrandCode.lead')}.`}</p>}
        </section>
        <section className="overview-wide" aria-labelledby="overview-chart">
          <h2 id="overview-chart">{t('overview.chart')}</h2>
          <DeliveryChart
            buckets={hourlyBuckets(orders ?? [], now)}
            unit="hour"
            isLoading={orders === undefined}
          />
        </section>
        <section className="overview-wide" aria-labelledby="overview-newest">
          <h2 id="overview-newest">{t('overview.newest')}</h2>
          {orders === undefined && <SkeletonRows count={NEWEST} />}
          {orders?.length === 0 ? (
            <p>
              <span>{t('orders.empty')}</span> <Link href={paths.compose}>{t('orders.empty.action')}</Link>
            </p>
          ) : (
            orders && <OrderRows orders={orders.slice(0, NEWEST)} />
          )}
        </section>
      </div>
      <p className="page-foot muted">
        <span>{t('overview.login', { user: setup.user })}</span> <a href="/api/docs">{t('overview.docs')}</a>
      </p>
    </Page>
  );
}

async function loadBalance(): Promise<{ credits: number; amount?: number; at: number }> {
  const { credits, amount } = await accountApi.balance();
  return { credits, ...(amount !== undefined && { amount }), at: Date.now() };
}
