import type { Meta, StoryObj } from '@storybook/react-vite';
import { NO_RECIPIENTS, recipientsFromText } from '../../recipients/recipientsValue.js';
import { MIXED_LIST, numberedList } from '../../test-support/sampleLists.js';
import { RecipientsField } from './RecipientsField.js';

const meta = {
  title: 'Compose/RecipientsField',
  component: RecipientsField,
  parameters: { width: 640 },
} satisfies Meta<typeof RecipientsField>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = { tags: ['visual'] };

export const MixedList: Story = {
  tags: ['visual'],
  args: {
    defaultValue: { ...recipientsFromText(MIXED_LIST), text: '', fileName: 'müşteriler.csv' },
    blocked: new Set(['+905327654321']),
  },
};

const SHEET = `Sipariş No;Fatura Telefonu;Teslimat Telefonu
5000000001;0530 123 45 67;0532 765 43 21
5000000002;0530 123 45 68;0532 765 43 22
`;

/** Names the column and allows choosing another one. */
export const ColumnTaken: Story = {
  tags: ['visual'],
  args: {
    defaultValue: {
      ...recipientsFromText(SHEET.replace('Fatura', 'Gönderici')),
      text: '',
      fileName: 'siparişler.csv',
    },
  },
};

/** Two columns are possible: there are no recipients until one is chosen. */
export const ColumnToChoose: Story = {
  tags: ['visual'],
  args: { defaultValue: { ...recipientsFromText(SHEET), text: '', fileName: 'siparişler.csv' } },
};

export const Typed: Story = { args: { defaultValue: recipientsFromText('0530 123 45 67\n0530 1234') } };

export const FiftyThousandAndOne: Story = {
  args: {
    defaultValue: { ...recipientsFromText(numberedList(50_001)), text: '', fileName: 'kampanya.csv' },
  },
};

export const NothingUsable: Story = {
  args: { defaultValue: recipientsFromText('isim\nsoyisim\n0212 555 44 33') },
};

export const WithError: Story = {
  args: { defaultValue: NO_RECIPIENTS, error: 'En az bir alıcı girin. / Enter at least one recipient.' },
};

export const ReadOnly: Story = {
  args: { defaultValue: recipientsFromText('0530 123 45 67\n0532 765 43 21'), readOnly: true },
};
