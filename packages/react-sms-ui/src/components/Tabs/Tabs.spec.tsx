import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { Tabs, type TabsProps } from './index.js';

const TABS = ['Chart', 'Table', 'Map'].map((label) => ({
  id: label.toLowerCase(),
  label,
  content: <p>{`The ${label.toLowerCase()}`}</p>,
}));

const display = (props: Partial<TabsProps> = {}) =>
  renderKit(<Tabs label="View" tabs={TABS} defaultValue="chart" {...props} />);
const shown = () => [
  screen.getByRole('tab', { selected: true }).textContent,
  screen.getByRole('tabpanel').textContent,
];

describe('Tabs', () => {
  it('displays the panel of the selected tab, which names it', async () => {
    const { container } = display({ defaultValue: 'table' });
    expect(screen.getByRole('tablist', { name: 'View' })).toBeTruthy();
    expect(screen.getByRole('tabpanel', { name: 'Table' }).textContent).toBe('The table');
    await expectAccessible(container);
  });

  it('selects the first tab by default, and instead of one that is gone', () => {
    const { rerender } = renderKit(<Tabs label="View" tabs={TABS} />);
    expect(shown()).toEqual(['Chart', 'The chart']);
    rerender(<Tabs label="View" tabs={TABS} value="gone" />);
    expect(shown()).toEqual(['Chart', 'The chart']);
  });

  it('has one tab stop, selects by arrow keys, Home and End, and moves on to the panel', async () => {
    const user = userEvent.setup();
    display();
    await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(shown()).toEqual(['Table', 'The table']);
    expect(document.activeElement?.textContent).toBe('Table');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(shown()[0]).toBe('Chart');
    await user.keyboard('{ArrowLeft}');
    expect(shown()[0]).toBe('Map');
    await user.keyboard('{Home}');
    expect(shown()[0]).toBe('Chart');
    await user.keyboard('{End}');
    expect(shown()[0]).toBe('Map');
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
  });

  it('follows the reading direction', async () => {
    const user = userEvent.setup();
    renderKit(
      <>
        {/* jsdom does not inherit the direction. */}
        <style>{'[role=tab] { direction: rtl }'}</style>
        <Tabs label="View" tabs={TABS} />
      </>,
    );
    await user.tab();
    await user.keyboard('{ArrowLeft}');
    expect(shown()[0]).toBe('Table');
  });

  it('reports a choice to the host, which holds it', async () => {
    const user = userEvent.setup();
    const onValueChange = jest.fn();
    display({ value: 'chart', onValueChange });
    await user.click(screen.getByRole('tab', { name: 'Map' }));
    await user.click(screen.getByRole('tab', { name: 'Chart' }));
    expect(onValueChange.mock.calls).toEqual([[{ value: 'map' }]]);
    expect(shown()[0]).toBe('Chart');
  });
});
