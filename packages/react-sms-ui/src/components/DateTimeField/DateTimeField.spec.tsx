import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { DateTimeField, type DateTimeFieldProps } from './index.js';

function setUp(props: DateTimeFieldProps = {}, locale: 'tr' | 'en' = 'tr') {
  const onChange = jest.fn<NonNullable<DateTimeFieldProps['onChange']>>();
  const view = renderKit(<DateTimeField onChange={onChange} {...props} />, locale);
  const last = () => onChange.mock.lastCall?.[0];
  const box = () => screen.getByRole<HTMLInputElement>('textbox');
  return { ...view, onChange, last, box, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
/** 1 December 2026, 10:00 in Istanbul. */
const TIME = new Date('2026-12-01T07:00:00Z');

describe('DateTimeField', () => {
  it('displays a time in the Turkish notation in both languages, with its weekday and zone', () => {
    const { box, unmount } = setUp({ defaultValue: TIME });
    expect(box().value).toBe('01.12.2026 10:00');
    expect(screen.getByRole('status').textContent).toBe('1 Ara 2026 Salı 10:00, Türkiye saati');
    unmount();
    const english = setUp({ defaultValue: TIME }, 'en');
    expect(english.box().value).toBe('01.12.2026 10:00');
    expect(screen.getByRole('status').textContent).toBe('Tuesday 1 Dec 2026 10:00, Türkiye time');
    expect(screen.getByText(/Europe\/Istanbul/)).toBeTruthy();
  });

  it('keeps the text while it is typed, and writes it in full when the focus leaves', async () => {
    const { box, last, user } = setUp();
    await user.type(box(), '1/12/2026 9.05');
    expect(box().value).toBe('1/12/2026 9.05');
    expect(last()).toEqual({
      value: new Date('2026-12-01T06:05:00Z'),
      text: '1/12/2026 9.05',
      fault: undefined,
    });
    await user.tab();
    expect(box().value).toBe('01.12.2026 09:05');
  });

  it.each([
    ['dün', 'unreadable', /anlaşılamadı\. 22\.11\.2026 10:00/],
    ['01.12.2026', 'noTime', /Saati de yazın/],
    ['01.11.2026 10:00', 'past', /geçmişte/],
  ] as const)('explains the fault of "%s" after the focus left', async (text, fault, words) => {
    const { box, last, user, container } = setUp();
    await user.type(box(), text);
    expect(last()?.fault).toBe(fault);
    expect(box().getAttribute('aria-invalid')).toBeNull();
    await user.tab();
    expect(box().value).toBe(text);
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(box().getAttribute('aria-describedby')).toContain(screen.getByText(words).parentElement?.id);
    await expectAccessible(container);
    await user.type(box(), '1');
    expect(box().getAttribute('aria-invalid')).toBeNull();
  });

  it('shows a fault at once after Enter', async () => {
    const { box, user } = setUp();
    await user.type(box(), 'soon{Enter}');
    expect(box().getAttribute('aria-invalid')).toBe('true');
  });

  it('holds the limits, and names them', async () => {
    const { box, last, user } = setUp({ min: TIME, max: new Date('2026-12-03T07:00:00Z') });
    await user.type(box(), '01.12.2026 09:59');
    await user.tab();
    expect(last()?.fault).toBe('early');
    expect(screen.getByText('En erken zaman: 01.12.2026 10:00.')).toBeTruthy();
    await user.clear(box());
    await user.type(box(), '03.12.2026 10:01');
    await user.tab();
    expect(last()?.fault).toBe('late');
    expect(screen.getByText('En geç zaman: 03.12.2026 10:00.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Yarın 10:00' })).toBeNull();
  });

  it.each([
    { value: new Date(Number.NaN) },
    { value: new Date(8.64e15) },
    { defaultValue: new Date(Number.NaN) },
  ])('displays no text for an invalid time of the host: %p', (props) => {
    expect(setUp(props).box().value).toBe('');
  });

  it('takes a quick pick', async () => {
    const { box, last, user } = setUp();
    await user.click(button('Yarın 10:00'));
    expect(box().value).toBe('22.11.2026 10:00');
    expect(last()?.value).toEqual(new Date('2026-11-22T07:00:00Z'));
    expect(button('Yarın 10:00').getAttribute('aria-pressed')).toBe('true');
    await user.click(button('1 saat sonra'));
    expect(box().value).toBe('21.11.2026 15:05');
  });

  it('chooses a day and a time by keyboard', async () => {
    const { box, last, user, container } = setUp();
    await user.tab();
    await user.tab();
    expect(document.activeElement).toBe(button('Takvim'));
    await user.keyboard('{Enter}');
    const today = button(/^Bugün, 21 Kasım 2026 Cumartesi/);
    expect(document.activeElement).toBe(today);
    await expectAccessible(container);
    await user.keyboard('{ArrowRight}{ArrowDown}{Enter}');
    expect(box().value).toBe('29.11.2026 ');
    expect(last()?.value).toBeUndefined();
    // The panel stays open for the time.
    await user.tab();
    expect(document.activeElement).toBe(button('09:00'));
    await user.tab();
    await user.keyboard('{Enter}');
    expect(box().value).toBe('29.11.2026 10:00');
    expect(document.activeElement).toBe(box());
    expect(button('Takvim').getAttribute('aria-expanded')).toBe('false');
  });

  it('keeps the time when another day is chosen, and turns pages by keyboard', async () => {
    const { box, user } = setUp({ defaultValue: TIME });
    await user.click(button('Takvim'));
    expect(document.activeElement).toBe(button(/1 Aralık 2026 Salı, seçili/));
    await user.keyboard('{PageDown}{Home} ');
    expect(box().value).toBe('28.12.2026 10:00');
    expect(document.activeElement).toBe(box());
  });

  it('closes the calendar by Esc, and offers no day outside of the limits', async () => {
    const { user } = setUp({ max: new Date('2026-11-25T07:00:00Z') });
    await user.click(button('Takvim'));
    expect(button(/20 Kasım 2026/)).toHaveProperty('disabled', true);
    expect(button(/26 Kasım 2026/)).toHaveProperty('disabled', true);
    expect(button('09:00').getAttribute('aria-disabled')).toBe('true');
    await user.click(button(/25 Kasım 2026/));
    expect(button('10:00').getAttribute('aria-disabled')).toBeNull();
    expect(button('11:00').getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('grid')).toBeNull();
    expect(document.activeElement).toBe(button('Takvim'));
  });

  it('replaces its text by another time of the host, and keeps an unreadable one', async () => {
    const { box, rerender, user } = setUp({ value: TIME });
    await user.clear(box());
    await user.type(box(), 'soon');
    rerender(<DateTimeField value={null} />);
    expect(box().value).toBe('soon');
    rerender(<DateTimeField value={new Date('2026-12-02T07:00:00Z')} error="Kapalı" />);
    expect(box().value).toBe('02.12.2026 10:00');
    expect(screen.getByText('Kapalı')).toBeTruthy();
  });

  it('offers neither picks nor the calendar where it cannot be changed', () => {
    setUp({ readOnly: true, defaultValue: TIME });
    expect(screen.queryByRole('button', { name: 'Yarın 10:00' })).toBeNull();
    expect(button('Takvim')).toHaveProperty('disabled', true);
  });
});
