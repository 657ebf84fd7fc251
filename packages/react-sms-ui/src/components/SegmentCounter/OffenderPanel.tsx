'use client';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import type { SegmentOptions } from 'iletimerkezi-core/segments';
import { Button } from '../../parts/Button.js';
import { useSmsUi } from '../../provider/context.js';
import {
  costOfOffenders,
  groupOffenders,
  replaceOffender,
  replaceSigns,
  type OffenderGroup,
  type WordChange,
} from './offenderGroups.js';
import type { SegmentCounterProps } from './SegmentCounter.js';

interface OffenderPanelProps {
  className: string;
  'data-slot': string;
  text: string;
  options: SegmentOptions;
  onReplace: SegmentCounterProps['onReplace'];
}

/**
 * Lists the characters that raise the cost, with their effect and a possible replacement. Offers a replacement only
 * where it saves an SMS. Letters are replaced one at a time, with the words before and after, never all at once.
 */
export function OffenderPanel({ text, options, onReplace, ...root }: OffenderPanelProps): ReactNode {
  const { t } = useSmsUi();
  // The list may lag behind fast typing; replacements apply to the current text.
  const listed = useDeferredValue(text);
  const offenders = useMemo(() => groupOffenders(listed, options), [listed, options]);
  const costsMore = useMemo(() => costOfOffenders(listed, options) > 0, [listed, options]);
  const bulk = useMemo(() => replaceSigns(listed, options), [listed, options]);
  if (offenders.length === 0) return null;
  const converted = offenders.every((offender) => offender.effect === 'converted');
  const isBulkOffered = onReplace !== undefined && bulk.saves > 0 && bulk.characters.length > 1;
  const inBulk = isBulkOffered ? bulk.characters : [];
  return (
    <div {...root}>
      <div className="sms-offenders-title">
        <span>
          {converted
            ? t('counter.converted')
            : t(costsMore ? 'counter.offenders' : 'counter.offendersRoom', { count: offenders.length })}
        </span>
        {isBulkOffered ? (
          <Button
            kind="plain"
            onClick={() => onReplace({ text: replaceSigns(text, options).text, reason: 'replace-all' })}
          >
            <span>{t('counter.replaceSigns')}</span>
            <span className="sms-hidden">{` ${bulk.characters.join(' ')}`}</span>
            <span className="sms-offender-saving">{t('counter.saves', { count: bulk.saves })}</span>
          </Button>
        ) : null}
      </div>
      {/* A scrolling list has to be reachable by keyboard. */}
      <ul className="sms-offenders" tabIndex={offenders.length > 5 ? 0 : undefined}>
        {offenders.map((offender) => (
          <li key={offender.character} data-slot="segment-counter-offender" data-effect={offender.effect}>
            <span className="sms-offender-character" aria-hidden="true">
              {visible(offender.character)}
            </span>
            <span className="sms-offender-facts">
              <span>
                <span className="sms-hidden">{`${offender.character} `}</span>
                <span>{t(`counter.forces.${offender.effect}`)}</span>
              </span>
              <span className="sms-code">
                {[
                  offender.code,
                  offender.times > 1 ? t('counter.offender.times', { count: offender.times }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <Changes of={changesOf(offender, { isOffered: onReplace !== undefined, inBulk })} />
            </span>
            {offender.isOffered && onReplace ? (
              <Button
                kind="plain"
                onClick={() =>
                  onReplace({
                    text: replaceOffender(text, offender.character, options),
                    reason: 'replace-one',
                  })
                }
              >
                <span>
                  {offender.replacement
                    ? t('counter.replace', { replacement: offender.replacement })
                    : t('counter.remove')}
                </span>
                <span className="sms-hidden">{` (${offender.code})`}</span>
                <span className="sms-offender-saving">{t('counter.saves', { count: offender.saves })}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * Displays before and after only for replacements by a button of the panel or by the provider, because another letter
 * may make another word.
 */
function changesOf(
  { character, effect, isOffered, replacement, words }: OffenderGroup,
  panel: { isOffered: boolean; inBulk: readonly string[] },
): readonly WordChange[] {
  if (replacement === null) return [];
  if (panel.inBulk.includes(character)) {
    return replacement === '' ? [] : [{ before: visible(character), after: visible(replacement) }];
  }
  return effect === 'converted' || (isOffered && panel.isOffered) ? words : [];
}

function Changes({ of: changes }: { of: readonly WordChange[] }): ReactNode {
  const { t } = useSmsUi();
  if (changes.length === 0) return null;
  return (
    <span className="sms-offender-words">
      {changes.map(({ before, after }) => (
        <span key={before}>{t('counter.becomes', { before, after })}</span>
      ))}
    </span>
  );
}

/** Blanks and joiners have no glyph. */
function visible(character: string): string {
  return /^[\s\p{Cf}\p{Cc}\p{M}]$/u.test(character) ? '␣' : character;
}
