import { useText, type Texts } from '../i18n/text.js';
import { change } from '../lib/api.js';
import { tellChanged } from '../lib/live.js';
import { href } from '../lib/router.js';
import { useAction } from '../lib/useAction.js';
import { useQuery } from '../lib/useQuery.js';
import type { Fault } from '../lib/wire.js';
import { Glyph } from '../parts/icons.js';
import { Problem } from '../parts/Notes.js';
import { useClock } from './useClock.js';

const SPANS = ['PT10M', 'PT1H', 'P1D'] as const;

/** The emulator's clock and what is armed against requests, at hand on every view. */
export function ClockBar() {
  const text = useText();
  const { t } = text;
  const clock = useClock();
  const faults = useQuery<Fault[]>('/faults', ['settings', 'journal']);
  const action = useAction();
  const armed = (faults.data ?? []).filter((fault) => fault.remaining !== 0).length;
  const move = (body: object) =>
    void action.run(async () => {
      await change('POST', '/clock', body);
      tellChanged('settings', 'messages', 'orders', 'webhooks', 'registry');
    });

  return (
    <section className="clock" aria-label={t('clock.label')}>
      <div className="clock-face">
        <Glyph name="clock" />
        <span className="clock-time">
          <time dateTime={clock && new Date(clock.now).toISOString()}>
            <span className="muted">{clock ? text.date(clock.now) : '…'}</span>{' '}
            <b>{clock ? text.time(clock.now) : ''}</b>
          </time>
          <span className="clock-state">{clock && describe(clock, text)}</span>
        </span>
      </div>
      <fieldset className="clock-buttons" aria-label={t('clock.advance')}>
        {SPANS.map((span) => {
          const name = t(`clock.advance.${span}`);
          return (
            <button
              key={span}
              type="button"
              className="button"
              aria-label={t('clock.advance.say', { span: name })}
              disabled={action.running}
              onClick={() => move({ advance: span })}
            >
              +{name}
            </button>
          );
        })}
        <button
          type="button"
          className="button"
          disabled={action.running || !clock}
          onClick={() => move({ freeze: !clock?.frozen })}
        >
          {t(clock?.frozen ? 'clock.resume' : 'clock.freeze')}
        </button>
      </fieldset>
      <a className="fault-chip" data-armed={armed > 0 ? '' : undefined} href={href('faults')}>
        <Glyph name="faults" size={16} />
        {armed === 0 ? t('faults.none') : t('faults.active', { count: armed })}
      </a>
      {action.error && <Problem error={action.error} />}
    </section>
  );
}

function describe(clock: { frozen: boolean; offset: number }, text: Texts): string {
  const state = text.t(clock.frozen ? 'clock.frozen' : 'clock.running');
  if (clock.offset === 0) return `${state} · ${text.t('clock.zone')}`;
  const time = span(Math.abs(clock.offset), text.locale);
  return `${state} · ${text.t(clock.offset > 0 ? 'clock.ahead' : 'clock.behind', { time })}`;
}

/** The largest unit of a span that is not zero, and the one below it. */
function span(milliseconds: number, locale: string): string {
  const minutes = Math.round(milliseconds / 60_000);
  const units = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  const shown = first === -1 ? units.slice(2) : units.slice(first, first + 2).filter(([count]) => count > 0);
  return shown
    .map(([count, unit]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    )
    .join(' ');
}
