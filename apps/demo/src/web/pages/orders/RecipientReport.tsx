import type { CampaignDetail, ReportOrder } from 'iletimerkezi-core';
import { useMemo } from 'react';
import { reportViewFromQuery, reportViewToQuery, ReportTable, useToast, type ReportRow } from 'react-sms-ui';
import { blacklistApi } from '../../api/blacklist.js';
import { problemOf } from '../../api/call.js';
import { useText } from '../../i18n/useText.js';
import { setPreference, usePreferences } from '../../lib/preferences.js';
import { useQuery } from '../../lib/router.js';
import { useBilledCredits } from '../../lib/useBilledCredits.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';

interface RecipientReportProps {
  campaign: CampaignDetail;
  /** The order whose recipients are shown. */
  shown: ReportOrder | undefined;
  rows: readonly ReportRow[];
}

/** The recipients of an order. Filter and sort are in the URL, and the columns are a setting of the person. */
export function RecipientReport({ campaign, shown, rows }: RecipientReportProps) {
  const { t, locale } = useText();
  const { reportColumns } = usePreferences();
  const [query, setQuery] = useQuery();
  const show = useToast();
  const { run, busy } = useOneAtATime();
  const credits = useBilledCredits(campaign.id, shown, reportColumns.includes('credits'));
  const shownRows = useMemo(
    () => rowsOf(rows, credits, shown?.state === 'unknown' || shown?.state === 'held'),
    [rows, credits, shown?.state],
  );
  const view = reportViewFromQuery(new URLSearchParams(query));

  const block = async (numbers: readonly string[], clearSelection: () => void) => {
    try {
      const { blocked, failed } = await blacklistApi.blockAll(numbers);
      const message = t('order.blocked', { count: blocked });
      show({
        message: failed === 0 ? message : `${message} ${t('order.blocked.failed', { count: failed })}`,
      });
      if (failed === 0) clearSelection();
    } catch (error) {
      const { message, hint } = problemOf(error);
      show({ message: `${message[locale]} ${hint[locale]}` });
    }
  };

  return (
    <ReportTable
      className="report"
      rows={shownRows}
      columnChoice
      columns={reportColumns}
      onColumnsChange={({ columns }) => setPreference('reportColumns', columns)}
      view={view}
      onViewChange={(change) => {
        const next = reportViewToQuery(change.view);
        // Part of a campaign's URL.
        const order = new URLSearchParams(query).get('order');
        if (order !== null) next.set('order', order);
        setQuery(next);
      }}
      selectable
      renderActions={({ selection, clearSelection }) => (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => run(() => block([...selection], clearSelection))}
        >
          {t('order.block')}
        </button>
      )}
    />
  );
}

/** While the outcome of an order is unknown, so is the status of its recipients. */
function rowsOf(
  rows: readonly ReportRow[],
  credits: ReadonlyMap<string, number>,
  isUnknown: boolean,
): readonly ReportRow[] {
  if (isUnknown) return rows.map(({ number }) => ({ number, status: 'unknown' }));
  return credits.size === 0 ? rows : rows.map((row) => ({ ...row, credits: credits.get(row.number) }));
}
