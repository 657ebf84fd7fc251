import { describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { NOW, renderKit } from '../../test-support/renderKit.js';
import { SegmentCounter } from './index.js';

describe('SegmentCounter', () => {
  it('counts as core does, and displays the cost for all recipients', () => {
    renderKit(<SegmentCounter text={'a'.repeat(309)} recipientCount={1_000} />);
    expect(screen.getByText('3 SMS')).toBeTruthy();
    expect(screen.getByText('3,000 credits for 1,000 recipients')).toBeTruthy();
  });

  it('displays a range with the reason where the provider may bill more', () => {
    renderKit(<SegmentCounter text={'a'.repeat(304)} recipientCount={10} />);
    expect(screen.getByText('2–3 SMS')).toBeTruthy();
    expect(screen.getByText('20–30 credits for 10 recipients')).toBeTruthy();
    expect(screen.getByText(/does not state how it counts/)).toBeTruthy();
  });

  it('displays a range where variables differ in length', () => {
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

  it('reports that a text of more than seven SMS is refused', () => {
    renderKit(<SegmentCounter text={'a'.repeat(5_000)} />);
    expect(screen.getByText(/refuses it \(453\)/)).toBeTruthy();
  });

  it('replaces one character everywhere and displays the saving', async () => {
    const onReplace = jest.fn<(change: { text: string; reason: string }) => void>();
    const text = `${'a'.repeat(70)}’${'b'.repeat(10)}’`;
    renderKit(<SegmentCounter text={text} onReplace={onReplace} />);
    const button = await screen.findByRole('button', {
      name: /Replace with ' \(U\+2019\)/,
    });
    expect(button.textContent).toMatch(/saves 1 SMS/);
    await userEvent.click(button);
    expect(onReplace).toHaveBeenCalledWith({ text: text.replaceAll('’', "'"), reason: 'replace-one' });
  });

  it('reports that characters raise the cost only where replacing them saves an SMS', async () => {
    const { rerender } = renderKit(<SegmentCounter text={`${'a'.repeat(70)}’`} />);
    expect(await screen.findByText('This character makes the message cost more')).toBeTruthy();
    rerender(<SegmentCounter text="a’" />);
    expect(await screen.findByText('This character leaves less room in each SMS')).toBeTruthy();
  });

  it('replaces all signs at once, and no letter', async () => {
    const onReplace = jest.fn<(change: { text: string; reason: string }) => void>();
    const text = `“Çok sıkıldım” – dedi… ${'a'.repeat(60)}`;
    renderKit(<SegmentCounter text={text} onReplace={onReplace} />);
    const button = await screen.findByRole('button', { name: /^Replace the signs “ ” – …/ });
    expect(button.textContent).toMatch(/saves 1 SMS/);
    await userEvent.click(button);
    expect(onReplace).toHaveBeenCalledWith({
      text: `"Çok sıkıldım" - dedi... ${'a'.repeat(60)}`,
      reason: 'replace-all',
    });
  });

  it.each([
    ['letters alone', `Çok sıkıldım, şimdi değil ${'ı'.repeat(130)}`],
    ['an emoji without a replacement', '“şu” 👍'],
    ['signs that save no SMS', '“şu”'],
    ['numbers and negated signs', `1½ kg ≠ 2² ${'a'.repeat(60)}`],
  ])('does not offer to replace all signs for %s', async (_what, text) => {
    renderKit(<SegmentCounter text={text} onReplace={() => undefined} />);
    await screen.findByText(/this character|these \d+ characters/i);
    expect(screen.queryByRole('button', { name: /^Replace the signs/ })).toBeNull();
  });

  it('offers to replace a letter only where it saves an SMS, with every word before and after', async () => {
    const onReplace = jest.fn<(change: { text: string; reason: string }) => void>();
    const text = `kâr ${'a'.repeat(140)}`;
    renderKit(<SegmentCounter text={text} onReplace={onReplace} />);
    expect(await screen.findByText('kâr → kar')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^Replace with a \(U\+00E2\)/ }));
    expect(onReplace).toHaveBeenCalledWith({ text: text.replace('â', 'a'), reason: 'replace-one' });
  });

  it.each([
    ['no replacement saves an SMS', <SegmentCounter key="short" text="kâr" onReplace={() => undefined} />],
    ['nothing can be replaced', <SegmentCounter key="read-only" text={`kâr ${'a'.repeat(140)}`} />],
  ])('displays no changed word where %s', async (_where, counter) => {
    renderKit(counter);
    await screen.findByText(/this character/i);
    expect(screen.queryByText('kâr → kar')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('displays the replacement of each sign before all are replaced', async () => {
    const text = `“Yes” – now${'a'.repeat(60)}`;
    renderKit(<SegmentCounter text={text} onReplace={() => undefined} />);
    expect(await screen.findByRole('button', { name: /^Replace the signs/ })).toBeTruthy();
    expect(screen.getByText('“ → "')).toBeTruthy();
    expect(screen.getByText('” → "')).toBeTruthy();
    expect(screen.getByText('– → -')).toBeTruthy();
  });

  it.each([
    ['makes a word obscene', `Çok sıkıldım ${'a'.repeat(140)}`],
    [
      'changes more words than are displayed',
      `${'kır kız kıl dış diş kıt kıy kıp kıs yıl '.repeat(1)}${'a'.repeat(120)}`,
    ],
  ])('does not offer to replace a letter that %s', async (_what, text) => {
    renderKit(<SegmentCounter text={text} onReplace={() => undefined} />);
    await screen.findByText(/characters? (?:makes?|leaves?)/);
    expect(screen.queryByRole('button', { name: /^Replace with i/ })).toBeNull();
  });

  it('displays the words as the account’s English mode converts them', async () => {
    render(
      <SmsUiProvider locale="en" now={NOW} profile={{ characterMode: 'english' }}>
        <SegmentCounter text="Çok sıkıldım şimdi" onReplace={() => undefined} />
      </SmsUiProvider>,
    );
    expect(await screen.findByText('sıkıldım → sikildim')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('announces changes of parts or encoding, not every letter', () => {
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
