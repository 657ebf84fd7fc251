import { describe, expect, it, jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { renderKit } from '../../test-support/renderKit.js';
import { SegmentCounter } from './index.js';

describe('SegmentCounter', () => {
  it('counts what core counts, and what it costs for all recipients', () => {
    renderKit(<SegmentCounter text={'a'.repeat(309)} recipientCount={1_000} />);
    expect(screen.getByText('3 SMS')).toBeTruthy();
    expect(screen.getByText('3,000 credits for 1,000 recipients')).toBeTruthy();
  });

  it('gives a range, and why, where the provider may bill more', () => {
    renderKit(<SegmentCounter text={'a'.repeat(304)} recipientCount={10} />);
    expect(screen.getByText('2–3 SMS')).toBeTruthy();
    expect(screen.getByText('20–30 credits for 10 recipients')).toBeTruthy();
    expect(screen.getByText(/does not state how it counts/)).toBeTruthy();
  });

  it('gives a range where variables differ in length', () => {
    const variables = [
      { name: 'ad', label: 'Name', shortest: 'Su', longest: 'x'.repeat(40), sample: 'Ayse' },
    ];
    renderKit(<SegmentCounter text={`Sayin {ad} ${'a'.repeat(130)}`} variables={variables} />);
    expect(screen.getByText('1–2 SMS')).toBeTruthy();
  });

  it('advises a short link where a text of more than seven SMS has a long one', () => {
    renderKit(
      <SegmentCounter text={`${'a'.repeat(1_080)} https://www.example.com/kampanya/2026/yaz-indirimi`} />,
    );
    expect(screen.getByText(/Use a short link, such as iim\.to/)).toBeTruthy();
  });

  it('says that a text of more than seven SMS is refused', () => {
    renderKit(<SegmentCounter text={'a'.repeat(5_000)} />);
    expect(screen.getByText(/refuses it \(453\)/)).toBeTruthy();
  });

  it('replaces one costly character everywhere and names what that saves', async () => {
    const onReplace = jest.fn<(change: { text: string; reason: string }) => void>();
    const text = `${'a'.repeat(70)}’${'b'.repeat(10)}’`;
    renderKit(<SegmentCounter text={text} onReplace={onReplace} />);
    const button = await screen.findByRole('button', {
      name: /Replace with ' \(RIGHT SINGLE QUOTATION MARK\)/,
    });
    expect(button.textContent).toMatch(/saves 1 SMS/);
    await userEvent.click(button);
    expect(onReplace).toHaveBeenCalledWith({ text: text.replaceAll('’', "'"), reason: 'replace-one' });
  });

  it('says that characters cost more only where replacing them saves an SMS', async () => {
    const { rerender } = renderKit(<SegmentCounter text={`${'a'.repeat(70)}’`} />);
    expect(await screen.findByText('This character makes the message cost more')).toBeTruthy();
    rerender(<SegmentCounter text="a’" />);
    expect(await screen.findByText('This character leaves less room in each SMS')).toBeTruthy();
  });

  it('replaces all of them at once', async () => {
    const onReplace = jest.fn<(change: { text: string; reason: string }) => void>();
    renderKit(<SegmentCounter text="“şu” 👍" onReplace={onReplace} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Replace all' }));
    expect(onReplace).toHaveBeenCalledWith({ text: '"su" ', reason: 'replace-all' });
  });

  it('speaks when parts or encoding change, not at every letter', () => {
    jest.useFakeTimers();
    try {
      const { container, rerender } = renderKit(<SegmentCounter text="a" />);
      const spoken = (): string | null => {
        act(() => {
          jest.advanceTimersByTime(1_000);
        });
        return container.querySelector('[role=status]')!.textContent;
      };
      expect(spoken()).toBe('');
      rerender(<SegmentCounter text="ab" />);
      expect(spoken()).toBe('');
      rerender(<SegmentCounter text="abş" />);
      expect(spoken()).toBe('1 SMS, Turkish');
      rerender(<SegmentCounter text={'ş'.repeat(200)} />);
      expect(spoken()).toBe('2 SMS, Turkish');
    } finally {
      jest.useRealTimers();
    }
  });
});
