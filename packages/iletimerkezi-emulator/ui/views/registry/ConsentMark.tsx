import { StateMark } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import type { ConsentView } from '../../lib/wire.js';

/** Displays the state of a key in the registry: consent, refusal, or no record. */
export function ConsentMark({ consent }: { consent: Pick<ConsentView, 'status'> | null }) {
  const { t } = useText();
  if (!consent) {
    return (
      <StateMark icon="waiting" tone="waiting">
        {t('consent.none')}
      </StateMark>
    );
  }
  return consent.status === 'ONAY' ? (
    <StateMark icon="delivered" tone="delivered">
      {t('consent.ONAY')}
    </StateMark>
  ) : (
    <StateMark icon="undelivered" tone="undelivered">
      {t('consent.RET')}
    </StateMark>
  );
}
