import { describe, expect, it } from '@jest/globals';
import { SendingHours } from './sending-hours.js';

/** A time in Türkiye. 1 December 2026 is a Tuesday. */
const at = (time: string): Date => new Date(`${time}:00+03:00`);

const opening = (hours: SendingHours, time: string): string =>
  new Date(hours.nextOpening(at(time)).getTime() + 3 * 3_600_000).toISOString().slice(0, 16);

describe('sending hours', () => {
  const daily = new SendingHours({ from: '09:00', to: '21:00' });

  it.each([
    ['2026-12-01T08:59', false],
    ['2026-12-01T09:00', true],
    ['2026-12-01T20:59', true],
    ['2026-12-01T21:00', false],
  ])('at %s are open: %s', (time, open) => {
    expect(daily.isOpen(at(time))).toBe(open);
  });

  it('open next on the same day or on the following one', () => {
    expect(opening(daily, '2026-12-01T03:00')).toBe('2026-12-01T09:00');
    expect(opening(daily, '2026-12-01T21:00')).toBe('2026-12-02T09:00');
    expect(opening(daily, '2026-12-01T12:34')).toBe('2026-12-01T12:34');
  });

  it('differ by day of the week', () => {
    const hours = new SendingHours({
      from: '09:00',
      to: '21:00',
      days: { saturday: { from: '10:00', to: '18:00' }, sunday: false },
    });
    expect(hours.isOpen(at('2026-12-05T09:30'))).toBe(false);
    expect(hours.isOpen(at('2026-12-05T10:00'))).toBe(true);
    expect(opening(hours, '2026-12-05T18:00')).toBe('2026-12-07T09:00');
  });

  it('over midnight belong to the day on which they begin', () => {
    const hours = new SendingHours({ from: '20:00', to: '02:00', days: { wednesday: false } });
    expect(hours.isOpen(at('2026-12-02T01:59'))).toBe(true);
    expect(hours.isOpen(at('2026-12-02T02:00'))).toBe(false);
    expect(hours.isOpen(at('2026-12-02T20:00'))).toBe(false);
    expect(opening(hours, '2026-12-02T02:00')).toBe('2026-12-03T20:00');
    expect(hours.isOpen(at('2026-12-03T01:00'))).toBe(false);
  });

  it('are closed on a holiday from midnight to midnight', () => {
    const hours = new SendingHours({ from: '20:00', to: '02:00', holidays: ['2026-12-02'] });
    expect(hours.isOpen(at('2026-12-01T23:59'))).toBe(true);
    expect(hours.isOpen(at('2026-12-02T00:00'))).toBe(false);
    expect(hours.isOpen(at('2026-12-03T00:30'))).toBe(false);
    expect(opening(hours, '2026-12-02T00:00')).toBe('2026-12-03T20:00');
  });

  it('of a whole day are always open', () => {
    const hours = new SendingHours({ from: '00:00', to: '24:00' });
    for (const time of ['00:00', '12:00', '23:59']) expect(hours.isOpen(at(`2026-12-01T${time}`))).toBe(true);
  });

  it('open after any number of holidays in a row', () => {
    const days = Array.from({ length: 900 }, (_, day) =>
      new Date(Date.UTC(2026, 11, 1 + day)).toISOString().slice(0, 10),
    );
    const weekly = Object.fromEntries(
      ['monday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, false]),
    );
    const hours = new SendingHours({ from: '09:00', to: '10:00', days: weekly, holidays: days });
    const opens = hours.nextOpening(at('2026-12-01T09:00'));
    expect(opens.toISOString().slice(0, 10) > (days.at(-1) ?? '')).toBe(true);
    expect(hours.isOpen(opens)).toBe(true);
  });

  it('name the next opening in both languages', () => {
    expect(daily.faultOf('sendAt', at('2026-12-01T22:00'))).toMatchObject({
      path: 'sendAt',
      code: 'outside-sending-hours',
      message: expect.stringContaining('2026-12-02 09:00:00'),
      messageTr: expect.stringContaining('2026-12-02 09:00:00'),
    });
    expect(daily.faultOf('sendAt', at('2026-12-01T12:00'))).toBeUndefined();
  });

  it('apply to the minute at which the provider sends', () => {
    const fault = (time: string) => daily.sendAtFault('sendAt', new Date(`2026-12-01T${time}+03:00`))?.code;
    expect(fault('20:59:00.000')).toBeUndefined();
    expect(fault('20:59:00.001')).toBe('outside-sending-hours');
    expect(fault('08:59:30.000')).toBeUndefined();
  });
});
