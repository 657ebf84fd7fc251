import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { BrandProfile } from 'iletimerkezi-core/content';
import { useState } from 'react';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { expectAccessible } from '../../test-support/renderKit.js';
import { ContentCheck, type ContentCheckChange, type ContentCheckProps } from './index.js';

const brand: BrandProfile = {
  title: 'Örnek',
  identity: { mersis: '0123456789012345' },
  optOut: { keyword: 'RET', number: '4050' },
};
const FOOTER = 'Mersis 0123456789012345 SMS ret: RET yaz 4050';

interface Settings {
  readonly locale?: 'tr' | 'en';
  readonly profile?: BrandProfile | undefined;
  readonly onChange?: (change: ContentCheckChange) => void;
}

function show(props: ContentCheckProps, { locale = 'en', profile = brand, onChange }: Settings = {}) {
  function Host() {
    const [text, setText] = useState(props.text);
    return (
      <SmsUiProvider locale={locale} profile={{ characterMode: 'english', brand: profile }}>
        <textarea aria-label="text" value={text} onChange={(event) => setText(event.target.value)} />
        <ContentCheck
          {...props}
          text={text}
          onChange={(change) => {
            setText(change.text);
            onChange?.(change);
          }}
        />
      </SmsUiProvider>
    );
  }
  return render(<Host />);
}

const written = () => screen.getByRole<HTMLTextAreaElement>('textbox').value;

describe('ContentCheck', () => {
  it('lists what a commercial text lacks, with the footer and the SMS that it adds', () => {
    show({ text: `Yaz indirimi ${'a'.repeat(100)}`, kind: 'commercial' });
    expect(
      screen.getByText('Missing: who sends it, how to reach the sender, how to refuse further messages.'),
    ).toBeTruthy();
    expect(screen.getByText(FOOTER)).toBeTruthy();
    expect(screen.getByText('This is appended when the message is sent. It adds 1 SMS.')).toBeTruthy();
  });

  it('adds the footer with one press, and removes it with another', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    show({ text: 'Yaz indirimi', kind: 'commercial' }, { onChange });
    await user.click(screen.getByRole('button', { name: 'Add the footer' }));
    expect(written()).toBe(`Yaz indirimi\n${FOOTER}`);
    expect(screen.getByText('Sender, contact and the way to refuse are stated.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove the footer' }));
    expect(written()).toBe('Yaz indirimi');
    expect(onChange.mock.calls).toEqual([
      [{ text: `Yaz indirimi\n${FOOTER}`, reason: 'add-footer' }],
      [{ text: 'Yaz indirimi', reason: 'undo' }],
    ]);
  });

  it('offers no undo after the text was changed', async () => {
    const user = userEvent.setup();
    show({ text: 'Yaz indirimi', kind: 'commercial' });
    await user.click(screen.getByRole('button', { name: 'Add the footer' }));
    await user.type(screen.getByRole('textbox'), '!');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('warns of a promotion in a transactional text, in the language of the page', async () => {
    const { container } = show(
      { text: 'Kargonuz yolda, %20 indirim sizi bekliyor', kind: 'transactional' },
      { locale: 'tr' },
    );
    expect(screen.getByText(/^Metin tanıtım içeriyor gibi görünüyor/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    await expectAccessible(container);
  });

  it.each([
    ['no kind', 'Yaz indirimi', undefined],
    ['no text', ' ', 'commercial'],
  ] as const)('checks nothing with %s', (_what, text, kind) => {
    show({ text, kind });
    expect(screen.getByText('Write the message and choose its kind.')).toBeTruthy();
  });

  it('says that the footer is required when the module does not append it', () => {
    show({ text: 'Yaz indirimi', kind: 'commercial' }, { profile: { ...brand, footer: 'require' } });
    expect(screen.getByText(/cannot be sent without it/)).toBeTruthy();
  });
});
