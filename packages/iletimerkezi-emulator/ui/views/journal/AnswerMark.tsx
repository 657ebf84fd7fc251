import { StateMark } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';

/** Displays the result of a request: accepted, refused with a code, or closed without a response. */
export function AnswerMark({ code }: { code: number | undefined }) {
  const { t } = useText();
  if (code === undefined) {
    return (
      <StateMark icon="blocked" tone="unknown">
        {t('journal.cut')}
      </StateMark>
    );
  }
  return code === 200 ? (
    <StateMark icon="delivered" tone="delivered">
      {t('journal.accepted')}
    </StateMark>
  ) : (
    <StateMark icon="undelivered" tone="undelivered">
      {t('journal.refused')} <span className="tabular">{code}</span>
    </StateMark>
  );
}
