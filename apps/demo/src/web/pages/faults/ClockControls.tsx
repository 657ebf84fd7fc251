import type { ClockChange, ClockView } from '../../../shared/api/emulator.js';
import type { MessageKey } from '../../i18n/messages.tr.js';
import { useText } from '../../i18n/useText.js';

const ADVANCES: readonly (readonly [span: string, label: MessageKey])[] = [
  ['PT1M', 'clock.minute'],
  ['PT10M', 'clock.tenMinutes'],
  ['PT1H', 'clock.hour'],
  ['P1D', 'clock.day'],
];

/** Controls the provider's clock. Advancing it runs scheduled events. */
export function ClockControls({
  clock,
  onChange,
}: {
  clock: ClockView | undefined;
  onChange: (change: ClockChange) => void;
}) {
  const { t, dateTime } = useText();
  return (
    <div className="clock">
      <p className="clock-now tabular">
        <span>{clock === undefined ? t('loading') : dateTime(clock.now)}</span>
        {clock?.frozen && <span className="muted">{` · ${t('clock.frozen')}`}</span>}
      </p>
      <p className="muted">{t('clock.planned', { count: clock?.planned ?? 0 })}</p>
      <div className="actions">
        {ADVANCES.map(([advance, label]) => (
          <button key={advance} type="button" className="button" onClick={() => onChange({ advance })}>
            {t(label)}
          </button>
        ))}
        <button
          type="button"
          className="button"
          disabled={clock === undefined}
          onClick={() => onChange({ freeze: !clock?.frozen })}
        >
          {t(clock?.frozen ? 'clock.release' : 'clock.freeze')}
        </button>
      </div>
    </div>
  );
}
