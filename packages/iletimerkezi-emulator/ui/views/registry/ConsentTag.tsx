import { useText } from '../../i18n/text.js';
import type { ConsentView } from '../../lib/wire.js';
import { Tag } from '../../parts/Tag.js';

/** What the registry shows for a key: consent, refusal, or nothing yet. */
export function ConsentTag({ consent }: { consent: Pick<ConsentView, 'status'> | null }) {
  const { t } = useText();
  if (!consent) {
    return (
      <Tag tone="wait" icon="waiting">
        {t('consent.none')}
      </Tag>
    );
  }
  return consent.status === 'ONAY' ? (
    <Tag tone="good" icon="done">
      {t('consent.ONAY')}
    </Tag>
  ) : (
    <Tag tone="bad" icon="failed">
      {t('consent.RET')}
    </Tag>
  );
}
