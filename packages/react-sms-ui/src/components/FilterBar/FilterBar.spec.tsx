import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import {
  FilterBar,
  filtersFromQuery,
  filtersToQuery,
  hasFilters,
  NO_FILTERS,
  type FilterBarProps,
  type FilterValue,
} from './index.js';

const FILTERS = [
  {
    name: 'state',
    label: 'State',
    options: [
      { value: 'sending', label: 'Sending' },
      { value: 'completed', label: 'Completed' },
    ],
  },
];

function setUp(props: Partial<FilterBarProps> = {}, locale: 'tr' | 'en' = 'en') {
  const onChange = jest.fn<NonNullable<FilterBarProps['onChange']>>();
  const view = renderKit(<FilterBar filters={FILTERS} dates onChange={onChange} {...props} />, locale);
  const last = (): FilterValue | undefined => onChange.mock.lastCall?.[0].value;
  return { ...view, onChange, last, user: userEvent.setup() };
}

const button = (name: string) => screen.getByRole('button', { name });

describe('FilterBar', () => {
  it('opens a filter, chooses values by keyboard and displays them in its chip', async () => {
    const { user, last, container } = setUp();
    await user.tab();
    await user.tab();
    expect(document.activeElement).toBe(button('State'));
    await user.keyboard('{Enter}');
    expect(button('State').getAttribute('aria-expanded')).toBe('true');
    await user.tab();
    await user.keyboard(' ');
    expect(last()).toEqual({ search: '', chosen: { state: ['sending'] } });
    await user.tab();
    await user.keyboard(' ');
    expect(button('State: Sending +1').getAttribute('aria-expanded')).toBe('true');
    await expectAccessible(container);
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(button('State: Sending +1'));
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('closes a filter by a press or a focus outside', async () => {
    const { user } = setUp();
    await user.click(button('State'));
    await user.click(screen.getByRole('searchbox'));
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.click(button('State'));
    await user.click(button('Date'));
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByRole('textbox', { name: 'First day' })).toBeTruthy();
  });

  it('removes one filter, clears all, and moves the focus to the search', async () => {
    const { user, last } = setUp({
      defaultValue: { search: 'x', chosen: { state: ['sending'] }, from: '2026-11-01' },
    });
    await user.click(button('Remove filter: State'));
    expect(last()).toEqual({ search: 'x', chosen: { state: [] }, from: '2026-11-01' });
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.click(button('Clear filters'));
    expect(last()).toEqual(NO_FILTERS);
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('chooses the last 7 days in Türkiye', async () => {
    const { user, last } = setUp({}, 'tr');
    await user.click(button('Tarih'));
    await user.click(button('Son 7 gün'));
    expect(last()).toEqual({ search: '', chosen: {}, from: '2026-11-15', to: '2026-11-21' });
    expect(button('Tarih: 15 Kas 2026 – 21 Kas 2026')).toBeTruthy();
    expect(button('Son 7 gün').getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'İlk gün' }).value).toBe('15.11.2026');
  });

  it('reads days in the Turkish notation, and states what is wrong with others', async () => {
    const { user, last, onChange } = setUp({}, 'tr');
    await user.click(button('Tarih'));
    const first = screen.getByRole('textbox', { name: 'İlk gün' });
    const end = screen.getByRole('textbox', { name: 'Son gün' });
    await user.type(first, '5/11/2026');
    expect(last()).toEqual({ search: '', chosen: {}, from: '2026-11-05' });
    onChange.mockClear();
    await user.type(end, '30.02.2026');
    expect(onChange).not.toHaveBeenCalled();
    expect(end.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Günü 21.11.2026 biçiminde yazın.')).toBeTruthy();
    await user.clear(end);
    await user.type(end, '04.11.2026');
    expect(screen.getByText('Son gün, ilk günden önce.')).toBeTruthy();
    await user.clear(end);
    await user.type(end, '06.11.2026');
    expect(last()).toEqual({ search: '', chosen: {}, from: '2026-11-05', to: '2026-11-06' });
    expect(end.getAttribute('aria-invalid')).toBeNull();
  });

  it('displays a chosen value that is no option any more as it is', () => {
    setUp({ value: { search: '', chosen: { state: ['<b>old</b>'] } } });
    expect(button('State: <b>old</b>')).toBeTruthy();
  });
});

describe('the value of a FilterBar', () => {
  const value: FilterValue = {
    search: 'İndirim & co',
    chosen: { state: ['sending', 'completed'], sender: ['MARKA'] },
    from: '2026-11-01',
    to: '2026-11-30',
  };

  it('is the same after a round trip through a URL', () => {
    const query = filtersToQuery(value).toString();
    expect(filtersFromQuery(new URLSearchParams(query), ['state', 'sender'])).toEqual(value);
    expect(filtersToQuery(NO_FILTERS).toString()).toBe('');
    expect(filtersFromQuery(new URLSearchParams(), ['state'])).toEqual(NO_FILTERS);
  });

  it('ignores unknown names, repeated values and days that do not exist', () => {
    const query = new URLSearchParams('state=a&state=a&other=b&from=2026-02-30&to=yesterday');
    expect(filtersFromQuery(query, ['state'])).toEqual({ search: '', chosen: { state: ['a'] } });
  });

  it('restricts nothing without values', () => {
    expect(hasFilters({ search: '', chosen: { state: [] } })).toBe(false);
    expect(hasFilters(value)).toBe(true);
  });
});
