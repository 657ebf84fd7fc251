import { useText } from '../../i18n/text.js';
import { Tag } from '../../parts/Tag.js';

/** How a request was answered: accepted, refused with a code, or cut off before any answer. */
export function AnswerTag({ code }: { code: number | undefined }) {
  const { t } = useText();
  if (code === undefined) {
    return (
      <Tag tone="unknown" icon="stopped">
        {t('journal.cut')}
      </Tag>
    );
  }
  return code === 200 ? (
    <Tag tone="good" icon="done">
      {t('journal.accepted')}
    </Tag>
  ) : (
    <Tag tone="bad" icon="failed">
      {t('journal.refused')} <span className="tabular">{code}</span>
    </Tag>
  );
}
