'use client';
import type { ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { PrivacyNotice } from './ConsentForm.types.js';

/** The KVKK notice. It informs and is separate from the consent. */
export function PrivacySection({
  id,
  notice,
  ...part
}: PartProps & { id: string; notice: PrivacyNotice }): ReactNode {
  const { t } = useSmsUi();
  return (
    <aside {...part} aria-labelledby={id}>
      <h3 className="sms-label" id={id}>
        {t('consent.privacy')}
      </h3>
      <p className="sms-hint">{t('consent.privacyHint')}</p>
      {'href' in notice ? (
        isPageAddress(notice.href) ? (
          <a href={notice.href} target="_blank" rel="noreferrer">
            {t('consent.privacyRead')}
          </a>
        ) : null
      ) : (
        <details>
          <summary>
            <Icon name="chevron" />
            <span>{t('consent.privacyRead')}</span>
          </summary>
          <div className="sms-consent-privacy-text">{notice.text}</div>
        </details>
      )}
    </aside>
  );
}

/** Whether an address is a page. `javascript:` addresses would run in the host's page. */
const isPageAddress = (href: string): boolean =>
  /^(?:https?:)?\/\/|^[/?#.]|^[\w-]+(?:[/?#.]|$)/i.test(href.trim());
