import { useState } from 'react';
import { BalanceCard, DeliveryChart } from 'react-sms-ui';
import type { CampaignReport, ReportState } from 'iletimerkezi-core';
import type { HealthView } from '../../../shared/api/health.js';
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
/** States of orders that were not sent, and will not be. */
const FAILED: ReadonlySet<ReportState> = new Set(['failed', 'expired']);

/** The status of the account, the outbox and the consents. */
export function OverviewPage({ setup }: { setup: Setup }) {
  const { t } = useText();
  const health = useRepeated(healthApi.health, LOOK_MS);
  const backlog = useRepeated(healthApi.backlog, LOOK_MS);
  const balance = useRepeated(loadBalance, LOOK_MS * 2);
  const { orders } = useOrders();
  const [now] = useState(() => Date.now());
  return (
    <Page title={t('overview.title')} lead={<Lead status={health.value?.status} orders={orders} />}>
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

/** What needs a person: a part that does not work, or the orders on this page that failed or wait for a decision. */
function Lead({
  status,
  orders,
}: {
  status: HealthView['status'] | undefined;
  orders: readonly CampaignReport[] | undefined;
}) {
  const { t } = useText();
  if (status === undefined || orders === undefined) return t('loading');
  if (status !== 'ok') return t('overview.unwell');
  const held = orders.filter(({ state }) => state === 'held').length;
  const failed = orders.slice(0, NEWEST).filter(({ state }) => FAILED.has(state)).length;
  if (held + failed === 0) return t('overview.well');
  return (
    <>
      {held > 0 && <span>{t('overview.held', { count: held })} </span>}
      {failed > 0 && <span>{t('overview.failed', { count: failed })} </span>}
      <Link href={paths.orders}>{t('overview.open')}</Link>
    </>
  );
}

async function loadBalance(): Promise<{ credits: number; amount?: number; at: number }> {
  const { credits, amount } = await accountApi.balance();
  return { credits, ...(amount !== undefined && { amount }), at: Date.now() };
}
