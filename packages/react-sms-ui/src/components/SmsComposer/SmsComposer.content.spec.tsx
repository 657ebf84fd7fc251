import { describe, expect, it, jest } from '@jest/globals';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { checkText } from 'iletimerkezi-core';
import type { BrandProfile } from 'iletimerkezi-core/content';
import { countSegments } from 'iletimerkezi-core/segments';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { NOW } from '../../test-support/renderKit.js';
import { SmsUiProvider } from '../../provider/SmsUiProvider.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer } from './index.js';
import type { SmsComposerProps, SmsDraft } from './SmsComposer.types.js';

const BRAND: BrandProfile = {
  title: 'Örnek',
  identity: { mersis: '0123456789012345' },
  optOut: { keyword: 'RET', number: '4050' },
};
const LINKED: BrandProfile = {
  ...BRAND,
  contact: { phone: '08501234567' },
  optOut: { link: 'https://ornek.com/r' },
};
const FOOTER = 'Mersis 0123456789012345 SMS ret: RET yaz 4050';
const TEXT = `Yaz indirimi ${'a'.repeat(100)}`;

interface Given extends Partial<SmsComposerProps> {
  text: string;
  brand?: BrandProfile;
  kind?: 'transactional' | 'commercial';
  list?: string;
}

function setUp({ text, brand = BRAND, kind = 'commercial', list = '0530 123 45 67', ...props }: Given) {
  const onSubmit = jest.fn<SmsComposerProps['onSubmit']>(async () => ({
    state: 'accepted',
    orderIds: ['7'],
  }));
  const defaultValue: Partial<SmsDraft> = {
    recipients: recipientsFromText(list, { abroad: false, cells: true }),
    text,
    kind,
    audience: 'BIREYSEL',
    sender: 'MARKA',
  };
  render(
    <SmsUiProvider locale="en" now={NOW} profile={{ characterMode: 'unicode', brand }}>
      <SmsComposer senders={['MARKA']} onSubmit={onSubmit} defaultValue={defaultValue} {...props} />
    </SmsUiProvider>,
  );
  return { onSubmit, user: userEvent.setup() };
}

const review = () => screen.getByRole('button', { name: 'Review and send' });
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const checked = (text: string, brand: BrandProfile): string => {
  const result = checkText(text, { kind: 'commercial', brand });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
};

describe('SmsComposer with a brand', () => {
  it('counts, prices and sends the footer that the module would add', async () => {
    const { user, onSubmit } = setUp({ text: TEXT });
    const sent = checked(TEXT, BRAND);
    expect(countSegments(TEXT, { characterMode: 'unicode' }).parts).toBe(1);
    expect(countSegments(sent, { characterMode: 'unicode' }).parts).toBe(2);
    expect(screen.getAllByText('2 SMS').length).toBeGreaterThan(0);
    expect(screen.getAllByText('2 credits').length).toBeGreaterThan(0);
    expect(screen.getByText('This is appended when the message is sent. It adds 1 SMS.')).toBeTruthy();
    expect(document.querySelector('[data-slot="phone-preview"]')?.textContent).toContain(
      'Mersis 0123456789012345 SMS ret',
    );
    expect(box().value).toBe(TEXT);
    await user.click(review());
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/Mersis 0123456789012345/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Send to 1 recipient' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0].text).toBe(sent);
  });

  it('counts only what is written in a transactional text, and warns of a promotion', async () => {
    const { user, onSubmit } = setUp({ text: TEXT, kind: 'transactional' });
    expect(screen.getAllByText('1 credit').length).toBeGreaterThan(0);
    expect(screen.getByText(/seems to promote/)).toBeTruthy();
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 1 recipient' }));
    await waitFor(() => expect(onSubmit.mock.calls[0]?.[0].text).toBe(TEXT));
  });

  it('accepts {ret} and counts it as a link of the brand', async () => {
    const text = `Yaz indirimi ${'a'.repeat(60)}`;
    const { user, onSubmit } = setUp({ text: `${text} {ret}`, brand: LINKED });
    expect(screen.queryByText(/would be sent without a value/)).toBeNull();
    const sent = checked(`${text} {ret}`, LINKED);
    const url = 'https://ornek.com/r/xxxxxxxxxxx';
    const { cost } = countSegments(sent.replaceAll('{ret}', url), { characterMode: 'unicode' });
    expect(screen.getAllByText(new RegExp(`^${cost} `)).length).toBeGreaterThan(0);
    expect(document.querySelector('[data-slot="phone-preview"]')?.textContent).toMatch(
      /https:\/\/ornek\.com\/r\/x/,
    );
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 1 recipient' }));
    await waitFor(() => expect(onSubmit.mock.calls[0]?.[0].text).toBe(sent));
  });

  it('refuses {ret} without a link', async () => {
    const { user } = setUp({ text: `${TEXT} {ret}` });
    expect(screen.getByText(/\{ret\} would be sent without a value/)).toBeTruthy();
    await user.click(review());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('names what authors who write the footer have left out, and adds it with one press', async () => {
    const { user, onSubmit } = setUp({ text: TEXT, brand: { ...BRAND, footer: 'require' } });
    expect(screen.getAllByText('1 credit').length).toBeGreaterThan(0);
    await user.click(review());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(
      screen.getAllByText(
        /must state: who sends it, how to reach the sender, how to refuse further messages/,
      ),
    ).toHaveLength(2);
    expect(document.activeElement).toBe(box());
    await user.click(screen.getByRole('button', { name: 'Add the footer' }));
    expect(box().value).toBe(`${TEXT}\n${FOOTER}`);
    expect(screen.getAllByText('2 credits').length).toBeGreaterThan(0);
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 1 recipient' }));
    await waitFor(() => expect(onSubmit.mock.calls[0]?.[0].text).toBe(`${TEXT}\n${FOOTER}`));
  });

  it('adds the footer to each personal text, and submits one template with it', async () => {
    const list = 'Ad;Telefon\nAyşe;0530 123 45 67\nCan;0532 765 43 21';
    const text = `Merhaba {ad}, yaz indirimi ${'a'.repeat(60)}`;
    const { user, onSubmit } = setUp({ text, brand: LINKED, list, personal: true });
    expect(screen.getAllByText('4 credits').length).toBeGreaterThan(0);
    expect(screen.getByText('This is appended when the message is sent. It adds 1 SMS.')).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Column of {ret}' })).toBeNull();
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 2 recipients' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({
      text: `${text}\nMersis 0123456789012345 Tel 08501234567 SMS ret: {ret}`,
      values: [{ ad: 'Ayşe' }, { ad: 'Can' }],
    });
  });

  it('sends a text whose only placeholder is the link without values', async () => {
    const { user, onSubmit } = setUp({ text: 'Yaz indirimi', brand: LINKED, personal: true });
    expect(document.querySelector('[data-slot="sms-composer-personal"]')).toBeNull();
    await user.click(review());
    await user.click(screen.getByRole('button', { name: 'Send to 1 recipient' }));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(onSubmit.mock.calls[0]?.[0]).not.toHaveProperty('values');
    expect(onSubmit.mock.calls[0]?.[0].text).toContain('{ret}');
  });
});
