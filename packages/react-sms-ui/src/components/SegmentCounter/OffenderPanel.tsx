'use client';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import type { SegmentOptions } from 'iletimerkezi-core/segments';
import { Button } from '../../parts/Button.js';
import { useSmsUi } from '../../provider/context.js';
import { groupOffenders, replaceAllOffenders, replaceOffender, savedByAll } from './offenderGroups.js';
import type { SegmentCounterProps } from './SegmentCounter.js';

interface OffenderPanelProps {
  className: string;
  'data-slot': string;
  text: string;
  options: SegmentOptions;
  onReplace: SegmentCounterProps['onReplace'];
}

/** The characters that cost more, each with what it does and what could stand in its place. */
export function OffenderPanel({ text, options, onReplace, ...root }: OffenderPanelProps): ReactNode {
  const { t, locale } = useSmsUi();
  // The list may lag behind fast typing; what is replaced is in the text of now.
  const listed = useDeferredValue(text);
  const offenders = useMemo(() => groupOffenders(listed, options), [listed, options]);
  const costsMore = useMemo(() => savedByAll(listed, options) > 0, [listed, options]);
  if (offenders.length === 0) return null;
  const replaceable = offenders.filter((offender) => offender.replacement !== null);
  const converted = offenders.every((offender) => offender.effect === 'converted');
  return (
    <div {...root}>
      <div className="sms-offenders-title">
        <span>
          {converted
            ? t('counter.converted')
            : t(costsMore ? 'counter.offenders' : 'counter.offendersRoom', { count: offenders.length })}
        </span>
        {onReplace && replaceable.length > 1 ? (
          <Button
            kind="plain"
            onClick={() => onReplace({ text: replaceAllOffenders(text, options), reason: 'replace-all' })}
          >
            {t('counter.replaceAll')}
          </Button>
        ) : null}
      </div>
      {/* A list that scrolls must be reachable by keyboard. */}
      <ul className="sms-offenders" tabIndex={offenders.length > 5 ? 0 : undefined}>
        {offenders.map((offender) => (
          <li key={offender.character} data-slot="segment-counter-offender" data-effect={offender.effect}>
            <span className="sms-offender-character" aria-hidden="true">
              {visible(offender.character)}
            </span>
            <span className="sms-offender-facts">
              <span>
                <span className="sms-hidden">{offender.character} </span>
                {t(`counter.forces.${offender.effect}`)}
              </span>
              <span className="sms-code">
                {offender.code}
                {offender.times > 1 ? ` · ${t('counter.offender.times', { count: offender.times })}` : ''}
              </span>
            </span>
            {offender.replacement !== null && onReplace ? (
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
                  {offender.replacement === ''
                    ? t('counter.remove')
                    : t('counter.replace', { replacement: offender.replacement })}
                </span>
                {/* The names of Unicode are English. */}
                <span className="sms-hidden"> ({locale === 'tr' ? offender.character : offender.name})</span>
                {offender.saves > 0 ? (
                  <span className="sms-offender-saving">{t('counter.saves', { count: offender.saves })}</span>
                ) : null}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Blanks and joiners have no picture of their own. */
function visible(character: string): string {
  return /^[\s\p{Cf}\p{Cc}\p{M}]$/u.test(character) ? '␣' : character;
}
