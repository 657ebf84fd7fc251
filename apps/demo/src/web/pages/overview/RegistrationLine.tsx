import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { useConsentSummary } from '../consents/useConsentSummary.js';

/** The number of consents by registration state. */
export function RegistrationLine() {
  const { t, number } = useText();
  const summary = useConsentSummary();
  const {
    queued = 0,
    sending = 0,
    sent = 0,
    confirmed = 0,
    missing = 0,
    held = 0,
    refused = 0,
    expired = 0,
    unknown = 0,
  } = summary?.registrations ?? {};
  const figures = [
    ['overview.registration.waiting', queued + sending],
    ['overview.registration.sent', sent],
    ['overview.registration.confirmed', confirmed],
    ['overview.registration.open', held + refused + expired + unknown + missing],
  ] as const;
  return (
    <>
      <dl className="figures">
        {figures.map(([label, count]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd className="tabular">{summary === undefined ? '–' : number(count)}</dd>
          </div>
        ))}
      </dl>
      <Link href={paths.consents}>{t('overview.registration.link')}</Link>
    </>
  );
}
