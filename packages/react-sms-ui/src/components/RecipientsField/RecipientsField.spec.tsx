import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import '../../test-support/layout.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { renderKit } from '../../test-support/renderKit.js';
import { MIXED_LIST, numberedList } from '../../test-support/sampleLists.js';
import { RecipientsField, type RecipientsChange, type RecipientsFieldProps } from './index.js';

function setUp(props: RecipientsFieldProps = {}) {
  const onChange = jest.fn<(change: RecipientsChange) => void>();
  const view = renderKit(<RecipientsField onChange={onChange} {...props} />);
  const last = (): RecipientsChange => onChange.mock.lastCall![0];
  return { ...view, onChange, last, user: userEvent.setup() };
}

const box = () => screen.getByRole('textbox', { name: 'Recipients' });
const count = (name: RegExp) => screen.getByRole('button', { name });
const file = (text: string | Uint8Array<ArrayBuffer>, name = 'liste.csv') =>
  new File([text], name, { type: 'text/csv' });
const choose = (container: HTMLElement, chosen: File): void => {
  fireEvent.change(container.querySelector('input[type=file]')!, { target: { files: [chosen] } });
};

describe('RecipientsField', () => {
  it('reads numbers in any notation while they are typed', async () => {
    const { user, last } = setUp();
    await user.type(box(), '0530 123 45 67{Enter}+90 532-765-43-21{Enter}0530');
    expect(last().recipients).toEqual(['+905301234567', '+905327654321']);
    expect(last().reason).toBe('type');
    expect(count(/^1\s*Invalid/)).toBeTruthy();
  });

  it('groups the rows of a pasted sheet by result, with the sheet’s row numbers and the reasons', async () => {
    const { user, last } = setUp({ blocked: new Set(['+905327654321']) });
    await user.click(box());
    await user.paste(MIXED_LIST);
    expect(last().reason).toBe('paste');
    expect(last().recipients).toEqual(['+905301234567', '+905351112233']);
    expect(count(/^1\s*Duplicate/)).toBeTruthy();
    expect(count(/^1\s*Blocked/)).toBeTruthy();
    expect(count(/^6\s*Invalid/).getAttribute('aria-pressed')).toBe('true');
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toContain('50212 555 44 33landline; cannot receive SMS');
    await user.click(count(/^1\s*Duplicate/));
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toContain('45301234567already in row 2');
  });

  it('reads a file in pieces and displays the number of orders of a long list', async () => {
    const { container, last } = setUp();
    choose(container, file(numberedList(50_001)));
    await screen.findByText(/the list is split into 2 orders/);
    expect(last().recipients).toHaveLength(50_001);
    expect(last().value.fileName).toBe('liste.csv');
  });

  it('reads a sheet in the encoding of older Turkish spreadsheets', async () => {
    const { container, last, onChange } = setUp();
    // "İsim;Telefon" in windows-1254.
    const head = Uint8Array.from([
      0xdd,
      0x73,
      0x69,
      0x6d,
      ...Buffer.from(';Telefon\r\nAy'),
      0xfe,
      ...Buffer.from('e;05301234567\r\n'),
    ]);
    choose(container, file(head));
    await waitFor(() => expect(onChange).toHaveBeenCalled());
    expect(last().recipients).toEqual(['+905301234567']);
  });

  it.each([
    ['a spreadsheet’s own format', 'PK\u0003\u0004\0\0', /not a text file/],
    ['a line without an end', `"${'x'.repeat(200_000)}\n`, /opens a quotation mark/],
  ])('explains %s', async (_name, content, explanation) => {
    const { container, onChange } = setUp();
    choose(container, file(content));
    expect((await screen.findByRole('alert')).textContent).toMatch(explanation);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('refuses a file that is too large before reading it', () => {
    const { container } = setUp({ maxFileBytes: 4 });
    choose(container, file('05301234567'));
    expect(screen.getByRole('alert').textContent).toMatch(/larger than/);
  });

  it('restores a removed list', async () => {
    const { container, user, last } = setUp();
    choose(container, file('05301234567'));
    await user.click(await screen.findByRole('button', { name: 'Remove the list' }));
    expect(last().recipients).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(last()).toMatchObject({ recipients: ['+905301234567'], reason: 'undo' });
  });

  it('stops reading on request, keeps the current list, and reads the next file', async () => {
    const { container, onChange, last } = setUp({ defaultValue: recipientsFromText('0530 123 45 67') });
    choose(container, file(numberedList(50_001)));
    fireEvent.click(screen.getByRole('button', { name: 'Stop reading' }));
    expect(screen.queryByText(/^Reading the list/)).toBeNull();
    expect((box() as HTMLTextAreaElement).value).toBe('0530 123 45 67');
    expect(document.activeElement).toBe(box());
    choose(container, file('05327654321'));
    await waitFor(() => expect(onChange).toHaveBeenCalled());
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(last().recipients).toEqual(['+905327654321']);
  });

  it('names the row of an unclosed quotation mark, and reads the others', async () => {
    const { container, last } = setUp();
    choose(container, file('Ad;Telefon\n"Ayşe;05301234567\nAli;05327654321\n'));
    await waitFor(() => expect(last().recipients).toEqual(['+905327654321']));
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toContain(
      '2"Ayşe;05301234567quotation mark that is not closed; remove it',
    );
  });

  const SHEET = 'Sipariş No;Fatura Telefonu;Teslimat Telefonu\n5000000001;05301234567;05327654321\n';
  const columnOf = (select: HTMLElement) => (select as HTMLSelectElement).selectedOptions[0]!.textContent;

  it('displays the column of numbers, and reads another one on request', async () => {
    const { container, user, last } = setUp();
    choose(container, file('order_id,name,billing_phone\n5000000001,Ayşe,05301234567\n'));
    expect(await screen.findByText('Numbers are read from “billing_phone”.')).toBeTruthy();
    const select = screen.getByRole('combobox', { name: 'Column of numbers' });
    expect(columnOf(select)).toBe('billing_phone: 05301234567');
    await user.selectOptions(select, 'order_id: 5000000001');
    expect(await screen.findByText('Numbers are read from “order_id”.')).toBeTruthy();
    expect(last()).toMatchObject({
      recipients: ['+905000000001'],
      reason: 'column',
      value: { fileName: 'liste.csv' },
    });
  });

  // guarantee: G-063
  it.each(['file', 'paste'])(
    'asks for one of two possible columns, and has no recipients before: %s',
    async (way) => {
      const { container, user, last } = setUp();
      if (way === 'file') choose(container, file(SHEET));
      else {
        await user.click(box());
        await user.paste(SHEET);
      }
      const question = await screen.findByRole('alert');
      expect(question.textContent).toMatch(/Possible columns: Fatura Telefonu, Teslimat Telefonu\./);
      expect(last().recipients).toEqual([]);
      const select = screen.getByRole('combobox', { name: 'Column of numbers' });
      expect(columnOf(select)).toBe('Choose a column');
      await user.selectOptions(select, 'Teslimat Telefonu: 05327654321');
      expect(await screen.findByText('Numbers are read from “Teslimat Telefonu”.')).toBeTruthy();
      expect(last()).toMatchObject({ recipients: ['+905327654321'], reason: 'column' });
      await waitFor(() => expect(document.activeElement?.tagName).toBe('SELECT'));
    },
  );

  it('names columns by letters in a sheet without a header', async () => {
    const { user, last } = setUp();
    await user.click(box());
    await user.paste('Ayşe\t05301234567\t05327654321\nAli\t05301234568\t05327654322');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Column B, Column C/);
    expect(last().recipients).toEqual([]);
  });

  it('names the column of a restored list, which cannot be read again', () => {
    const stored = JSON.parse(
      JSON.stringify(recipientsFromText(SHEET.replace('Fatura', 'Gönderici'))),
    ) as RecipientsFieldProps['value'];
    setUp({ defaultValue: stored });
    expect(screen.getByText('Numbers are read from “Teslimat Telefonu”.')).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('reads a dropped file', async () => {
    const { container, onChange, last } = setUp();
    fireEvent.drop(container.querySelector('[data-slot="recipients-field"]')!, {
      dataTransfer: { files: [file('05301234567')], getData: () => '' },
    });
    await waitFor(() => expect(onChange).toHaveBeenCalled());
    expect(last().recipients).toEqual(['+905301234567']);
  });

  const dropText = (container: HTMLElement, text: string, type = 'text/plain'): void => {
    fireEvent.drop(container.querySelector('[data-slot="recipients-field"]')!, {
      dataTransfer: {
        files: [],
        // Like a browser: `text` means text/plain.
        getData: (asked: string) => ((asked === 'text' ? 'text/plain' : asked) === type ? text : ''),
      },
    });
  };

  it('adds dropped text to the typed numbers', async () => {
    const { container, user, last } = setUp();
    await user.type(box(), '0530 123 45 67');
    dropText(container, '0532 765 43 21\n0533 111 22 33');
    expect(last().recipients).toEqual(['+905301234567', '+905327654321', '+905331112233']);
    expect(last().reason).toBe('drop');
    expect((box() as HTMLTextAreaElement).value).toBe('0530 123 45 67\n0532 765 43 21\n0533 111 22 33');
  });

  it('adds dropped text to the list of a file, and undoes it', async () => {
    const { container, user, last } = setUp();
    choose(container, file('Telefon\n05301234567\n05327654321\n'));
    await waitFor(() => expect(last().recipients).toHaveLength(2));
    dropText(container, '0532 765 43 21\n0533 111 22 33\n12');
    expect(last().recipients).toEqual(['+905301234567', '+905327654321', '+905331112233']);
    expect(last().value).toMatchObject({
      fileName: 'liste.csv',
      list: { valid: 3, duplicates: 1, rejected: 1 },
    });
    expect(last().value.list.rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(last()).toMatchObject({ recipients: ['+905301234567', '+905327654321'], reason: 'undo' });
  });

  it.each([
    ['HTML', '<p>0533 111 22 33</p>', 'text/html'],
    ['a sentence', 'see you tomorrow', 'text/plain'],
    ['a link', 'https://example.com/a', 'text/plain'],
    ['nothing', '', 'text/plain'],
  ])('keeps the list when %s without a number is dropped', async (_what, text, type) => {
    const { container, last, onChange } = setUp();
    choose(container, file('05301234567'));
    await waitFor(() => expect(last().recipients).toEqual(['+905301234567']));
    onChange.mockClear();
    dropText(container, text, type);
    expect(onChange).not.toHaveBeenCalled();
    expect((await screen.findByRole('alert')).textContent).toMatch(/contains no phone number/);
    expect(screen.getByText('1 recipient will get the message')).toBeTruthy();
  });

  it('keeps the list when a file without a number is chosen', async () => {
    const { container, last, onChange } = setUp();
    choose(container, file('05301234567'));
    await waitFor(() => expect(last().recipients).toEqual(['+905301234567']));
    onChange.mockClear();
    choose(container, file('Ad;Şehir\nAyşe;İzmir\n', 'baska.csv'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/contains no phone number/);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('restores a list that a file replaced', async () => {
    const { container, user, last } = setUp({ defaultValue: recipientsFromText('0530 123 45 67') });
    choose(container, file('05327654321'));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(last()).toMatchObject({ recipients: ['+905301234567'], reason: 'undo' });
    expect((box() as HTMLTextAreaElement).value).toBe('0530 123 45 67');
  });

  it('offers no undo for a list that the host set', async () => {
    const value = recipientsFromText('0530 123 45 67');
    const view = renderKit(<RecipientsField value={value} />);
    choose(view.container, file('05327654321'));
    view.rerender(<RecipientsField value={recipientsFromText('0533 111 22 33')} />);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('reads 100,000 lines of invalid text and stays usable', async () => {
    const { container, user, last, onChange } = setUp();
    choose(container, file('<script>=1+1;\n'.repeat(100_000)));
    await waitFor(() => expect(onChange).toHaveBeenCalled());
    expect(last().recipients).toEqual([]);
    expect(screen.getByText('No number in the list can receive an SMS')).toBeTruthy();
    expect(container.querySelectorAll('script')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Remove the list' }));
    expect(box()).toBeTruthy();
  });
});
