import type { CampaignReport, ReportOrder } from 'iletimerkezi-core';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';

interface RepeatNotesProps {
  order: CampaignReport;
  shown: ReportOrder | undefined;
}

/** States that an order repeats one of unknown outcome, or is repeated by another. Both may be sent. */
export function RepeatNotes({ order: { repeats }, shown }: RepeatNotesProps) {
  const { t } = useText();
  const repeatedBy = shown?.repeatedBy;
  return (
    <>
      {repeats !== undefined && (
        <div className="note" data-tone="unknown">
          <p>
            <strong>{t('repeats.title')}</strong>
          </p>
          <p>{t('repeats.text')}</p>
          <Link href={paths.order(repeats)}>{t('repeats.open')}</Link>
        </div>
      )}
      {repeatedBy !== undefined && (
        <div className="note" data-tone="unknown">
          <p>{t('repeated.text')}</p>
          <Link href={paths.order(repeatedBy)}>{t('repeated.open')}</Link>
        </div>
      )}
    </>
  );
}
