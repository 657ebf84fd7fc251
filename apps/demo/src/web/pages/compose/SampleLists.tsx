import { recipientsFromText, type RecipientsValue } from 'react-sms-ui';
import commaUrl from '../../../../samples/recipients-comma.csv?url';
import semicolonUrl from '../../../../samples/recipients.csv?url';
import { useText } from '../../i18n/useText.js';
import { LARGE_SAMPLE, largeSample } from './large-sample.js';

const NAME = 'recipients.csv';

/** Sample lists to use or download. */
export function SampleLists({ onTry }: { onTry: (value: RecipientsValue) => void }) {
  const { t } = useText();
  const tryIt = async () => {
    const response = await fetch(semicolonUrl);
    onTry({
      ...recipientsFromText(await response.text(), { abroad: false, cells: true }),
      text: '',
      fileName: NAME,
    });
  };
  return (
    <p className="samples">
      <button type="button" className="link-button" onClick={() => void tryIt()}>
        {t('compose.sample')}
      </button>
      <button type="button" className="link-button" onClick={() => onTry(largeSample())}>
        {t('compose.sample.large', { count: LARGE_SAMPLE })}
      </button>
      <span className="muted">
        <span>{t('compose.sample.download')}</span>{' '}
        <a href={semicolonUrl} download={NAME}>
          {t('compose.sample.semicolon')}
        </a>
        {' · '}
        <a href={commaUrl} download="recipients-comma.csv">
          {t('compose.sample.comma')}
        </a>
      </span>
    </p>
  );
}
