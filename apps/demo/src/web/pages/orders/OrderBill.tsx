import { FINAL_REPORT_STATES, type CampaignDetail, type ReportOrder } from 'iletimerkezi-core';
import type { CampaignCosts, RecipientCost } from 'nest-iletimerkezi';
import { useCallback, useState } from 'react';
import { formatPhone } from 'react-sms-ui';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { useLoad } from '../../lib/useLoad.js';
import type { Repeated } from '../../lib/useRepeated.js';
import { ProblemNote } from '../../shell/ProblemNote.js';

/** What a campaign costs, and each person of the order that is shown. Shown once the campaign has ended. */
export function OrderBill({
  order,
  shown,
  costs,
}: {
  order: CampaignDetail;
  shown: ReportOrder | undefined;
  costs: Repeated<CampaignCosts>;
}) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  if (!FINAL_REPORT_STATES.has(order.state) || order.counts.total === 0) return null;
  return (
    <section className="bill" aria-labelledby="bill-title">
      <h2 id="bill-title">{t('bill.title')}</h2>
      <Sums costs={costs} />
      {shown && (
        <details className="withheld" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('bill.people')}</summary>
          {isOpen && <People campaign={order.id} order={shown.id} />}
        </details>
      )}
    </section>
  );
}

function Sums({ costs: { value, problem, refresh } }: { costs: Repeated<CampaignCosts> }) {
  const { t } = useText();
  if (value === undefined && problem) return <ProblemNote problem={problem} onRetry={refresh} />;
  if (value === undefined) return <p className="muted">{t('loading')}</p>;
  const { billed, estimated, orders } = value;
  return (
    <>
      {orders.some(({ source }) => source === 'billed') && <p>{t('bill.billed', { credits: billed })}</p>}
      {orders.some(({ source }) => source === 'estimated') && (
        <p>{t('bill.estimated', { credits: estimated })}</p>
      )}
      <p className="muted">{t('bill.free')}</p>
    </>
  );
}

/** People that are listed at once. */
const LISTED = 50;

function People({ campaign, order }: { campaign: string; order: string }) {
  const { t } = useText();
  const [search, setSearch] = useState('');
  const { loaded, reload } = useLoad(
    useCallback(() => ordersApi.recipientCosts(campaign, order), [campaign, order]),
  );
  if (loaded.phase === 'loading') return <p className="muted">{t('loading')}</p>;
  if (loaded.phase === 'failed') return <ProblemNote problem={loaded.problem} onRetry={reload} />;
  // A person may write a number with a leading zero, and with spaces.
  const digits = search.replace(/\D/g, '').replace(/^0+/, '');
  const found = loaded.value.filter(({ number }) => number.includes(digits));
  return (
    <>
      <label className="field">
        <span>{t('bill.search')}</span>
        <input
          type="search"
          inputMode="tel"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      {found.length === 0 && <p className="muted">{t('bill.none')}</p>}
      <ul>
        {found.slice(0, LISTED).map((person) => (
          <Person key={person.number} person={person} />
        ))}
      </ul>
      {found.length > LISTED && <p className="muted">{t('bill.more', { count: found.length - LISTED })}</p>}
    </>
  );
}

function Person({ person: { number, parts, credits } }: { person: RecipientCost }) {
  const { t } = useText();
  return (
    <li>
      <Link href={paths.person(number)}>{formatPhone(number)}</Link>
      <span>
        {parts === null || credits === null ? t('bill.erased') : t('bill.person', { parts, credits })}
      </span>
    </li>
  );
}
