'use client';
import {
  checkContent,
  footerOf,
  withFooter,
  withSampleLink,
  type BrandProfile,
} from 'iletimerkezi-core/content';
import { countSegments, type SegmentOptions } from 'iletimerkezi-core/segments';
import { forwardRef, useMemo, useState, type ComponentPropsWithoutRef } from 'react';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useAnnouncement } from '../../parts/useAnnouncement.js';
import { sentence } from '../../parts/sentence.js';
import { useSmsUi } from '../../provider/context.js';

/** The parts of a ContentCheck that take a class name. */
export type ContentCheckPart = 'root' | 'missing' | 'footer' | 'warning' | 'actions';

export interface ContentCheckChange {
  /** The text with the footer, or the text before it. */
  text: string;
  reason: 'add-footer' | 'undo';
}

export interface ContentCheckProps extends Omit<
  ComponentPropsWithoutRef<'section'>,
  'children' | 'onChange'
> {
  /** The text as written. */
  text: string;
  /** The kind of the message. Nothing is checked before it is known. */
  kind: 'transactional' | 'commercial' | undefined;
  /** Called with the text after the footer was added or removed. Without it, the footer is only displayed. */
  onChange?: (change: ContentCheckChange) => void;
  /**
   * Returns a text with its placeholders filled, to count the SMS that the footer adds; undefined where a value is missing.
   * Default: `{ret}` counts as a link of the brand, and other placeholders as they are written.
   */
  fill?: (text: string) => string | undefined;
  classNames?: ClassNames<ContentCheckPart>;
}

/**
 * Displays what the law requires of a text and what it lacks, with the footer that fulfils it. Checks with `checkContent` of
 * `iletimerkezi-core/content` and the `brand` of the provider's profile, as the Nest module does.
 */
export const ContentCheck = forwardRef<HTMLElement, ContentCheckProps>(function ContentCheck(
  { text, kind, onChange, fill, classNames, className, ...rest },
  ref,
) {
  const { t, locale, profile } = useSmsUi();
  const { brand, characterMode, turkishLetterCost } = profile;
  const [added, setAdded] = useState<{ before: string; after: string }>();
  const part = partsOf('content-check', classNames);
  const isWritten = kind !== undefined && text.trim() !== '';
  const review = useMemo(
    () => (isWritten ? checkContent({ kind, text }, brand) : undefined),
    [isWritten, kind, text, brand],
  );
  const missing = review?.missing ?? [];
  const names = missing.map((name) => t(`content.part.${name}`)).join(', ');
  const isComplete = kind === 'commercial' && brand !== undefined && isWritten && missing.length === 0;
  const canUndo = added !== undefined && added.after === text;
  const status =
    missing.length > 0 ? t('content.missing', { names }) : isComplete ? t('content.complete') : '';
  const announcement = useAnnouncement(status);

  const addFooter = (profiled: BrandProfile): void => {
    const after = withFooter(text, profiled);
    setAdded({ before: text, after });
    onChange?.({ text: after, reason: 'add-footer' });
  };
  const undo = (): void => {
    if (added === undefined) return;
    setAdded(undefined);
    onChange?.({ text: added.before, reason: 'undo' });
  };

  return (
    <section
      aria-label={t('content.label')}
      {...rest}
      {...part('root', className)}
      ref={ref}
      data-state={review === undefined ? undefined : missing.length > 0 ? 'incomplete' : 'complete'}
    >
      <span className="sms-label">{t('content.label')}</span>
      {review === undefined ? <div className="sms-hint">{t('content.nothingYet')}</div> : null}
      {status === '' ? null : (
        <div {...part('missing')}>
          <Icon name={missing.length > 0 ? 'warning' : 'delivered'} />
          <span>{status}</span>
        </div>
      )}
      {brand === undefined || missing.length === 0 ? null : (
        <>
          <div {...part('footer')} lang={brand.locale ?? 'tr'}>
            {footerOf(brand, missing)}
          </div>
          <div className="sms-hint">
            {t(brand.footer === 'require' ? 'content.required' : 'content.appended', {
              parts: partsAdded(text, brand, { characterMode, turkishLetterCost, fill }),
            })}
          </div>
        </>
      )}
      {review?.warnings.map(({ code, message, messageTr }) => (
        <div key={code} {...part('warning')}>
          <Icon name="warning" />
          <span>{sentence(locale === 'tr' ? messageTr : message, locale)}</span>
        </div>
      ))}
      {onChange === undefined || brand === undefined || !(missing.length > 0 || canUndo) ? null : (
        <div {...part('actions')}>
          {missing.length > 0 ? (
            <Button onClick={() => addFooter(brand)}>{t('content.add')}</Button>
          ) : (
            <Button kind="plain" onClick={undo}>
              {t('content.undo')}
            </Button>
          )}
        </div>
      )}
      <span className="sms-hidden" aria-live="polite">
        {announcement}
      </span>
    </section>
  );
});

/** Returns the SMS that the footer adds. */
function partsAdded(
  text: string,
  brand: BrandProfile,
  { fill, ...options }: SegmentOptions & Pick<ContentCheckProps, 'fill'>,
): number {
  const url = 'link' in brand.optOut ? brand.optOut.link : undefined;
  const fillLink = (written: string): string => (url === undefined ? written : withSampleLink(written, url));
  const partsIn = (written: string): number =>
    countSegments(fill?.(written) ?? fillLink(written), options).parts;
  return partsIn(withFooter(text, brand)) - partsIn(text);
}
