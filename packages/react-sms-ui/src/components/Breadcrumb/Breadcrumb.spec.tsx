import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { renderKit } from '../../test-support/renderKit.js';
import { Breadcrumb, type BreadcrumbProps } from './index.js';

function display(onOpen?: BreadcrumbProps['onOpen']): HTMLElement {
  renderKit(
    <Breadcrumb items={[{ label: 'Gönderimler', href: '#orders' }]} current="Kış indirimi" onOpen={onOpen} />,
    'tr',
  );
  return screen.getByRole('link', { name: 'Gönderimler' });
}

describe('Breadcrumb', () => {
  it('links the pages above and marks the current one', () => {
    expect(display().getAttribute('href')).toBe('#orders');
    expect(screen.getByRole('navigation', { name: 'Sayfa yolu' })).toBeTruthy();
    expect(screen.getByText('Kış indirimi').getAttribute('aria-current')).toBe('page');
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('leaves plain clicks to the host’s router, and others to the browser', () => {
    const onOpen = jest.fn();
    const link = display(onOpen);
    expect(fireEvent.click(link)).toBe(false);
    expect(onOpen).toHaveBeenCalledWith({ href: '#orders' });
    expect(fireEvent.click(link, { ctrlKey: true })).toBe(true);
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('follows its links without a router', () => {
    expect(fireEvent.click(display())).toBe(true);
  });
});
