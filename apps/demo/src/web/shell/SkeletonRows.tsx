import { useText } from '../i18n/useText.js';

/** Placeholders for rows that are loading. */
export function SkeletonRows({ count }: { count: number }) {
  const { t } = useText();
  return (
    <output className="skeleton-rows" aria-label={t('loading')}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} />
      ))}
    </output>
  );
}
