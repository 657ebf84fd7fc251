import type { ReactNode } from 'react';
import type { MessageKey } from '../../i18n/messages.tr.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { OpenIcon } from '../../shell/icons.js';
import { Page } from '../../shell/Page.js';

const PLACES = [
  { href: paths.consents, label: 'consents.ledger' },
  { href: paths.imports, label: 'consents.import' },
  { href: paths.verification, label: 'consents.verification' },
  { href: paths.proof, label: 'consents.proof' },
] as const satisfies readonly { href: string; label: MessageKey }[];

type Place = (typeof PLACES)[number];

const nameOf = (place: Place['href']): Place['label'] =>
  PLACES.find(({ href }) => href === place)?.label ?? 'consents.ledger';

/** The title and navigation of the consent pages. */
export function ConsentsFrame({
  place,
  name,
  lead,
  children,
}: {
  place: Place['href'];
  /** What the page shows, where it is below the place. */
  name?: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useText();
  return (
    <Page title={t('consents.title')} name={name ?? t(nameOf(place))} lead={lead}>
      <div className="places" data-place={place}>
        <nav aria-label={t('consents.places')}>
          {PLACES.map(({ href, label }) => (
            <Link key={href} href={href} aria-current={href === place ? 'page' : undefined}>
              {t(label)}
            </Link>
          ))}
        </nav>
        <Link className="button" href={paths.form}>
          <OpenIcon />
          <span>{t('consents.openForm')}</span>
        </Link>
      </div>
      {children}
    </Page>
  );
}
