import type { Meta, StoryObj } from '@storybook/react-vite';
import type { BrandProfile } from 'iletimerkezi-core/content';
import { expect, fn, userEvent, within } from 'storybook/test';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { numberedList } from '../../test-support/sampleLists.js';
import { SmsComposer } from './SmsComposer.js';
import type { SmsComposerProps, SmsDraft, SubmitResult } from './SmsComposer.types.js';

/** Contains what a commercial message has to state. Source: regulation 2015/29417, art. 8 and 9. */
const COMMERCIAL =
  'Kıyı Kitabevi Ticaret A.Ş.: seçili kitaplarda %20 indirim. Mersis 0123456789000015, iletişim 0850 000 00 00. Ret için RET yazıp 3838’e ücretsiz gönderin.';

const READY: Partial<SmsDraft> = {
  recipients: { ...recipientsFromText(numberedList(1_200)), text: '', fileName: 'müşteriler.csv' },
  text: 'Merhaba, siparişiniz kargoya verildi. Teslimat yarın 14:00–16:00 arasında yapılacak.',
  kind: 'transactional',
  sender: 'MARKA',
};

const accept: SmsComposerProps['onSubmit'] = async () => ({ state: 'accepted', orderIds: ['20831145'] });

const meta = {
  title: 'Compose/SmsComposer',
  component: SmsComposer,
  args: {
    senders: ['MARKA', 'MARKA DEST'],
    balance: 48_200,
    onSubmit: fn(accept),
  },
} satisfies Meta<SmsComposerProps>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = { tags: ['visual'] };

export const ReadyToSend: Story = { tags: ['visual'], args: { defaultValue: READY } };

export const Commercial: Story = {
  args: {
    defaultValue: { ...READY, text: COMMERCIAL, kind: 'commercial', audience: 'BIREYSEL' },
    balance: 900,
  },
};

const BRAND: BrandProfile = {
  title: 'Kıyı Kitabevi Ticaret A.Ş.',
  identity: { mersis: '0123456789000015' },
  contact: { phone: '08500000000' },
  optOut: { link: 'https://kiyi.example/r' },
};

const OFFER: Partial<SmsDraft> = {
  ...READY,
  text: 'Seçili kitaplarda %20 indirim başladı, hafta sonuna kadar mağazalarımıza bekleriz.',
  kind: 'commercial',
  audience: 'BIREYSEL',
};

/** The footer is a part of the counter, the cost and the preview. */
export const CommercialOfBrand: Story = {
  tags: ['visual'],
  parameters: { brand: BRAND },
  args: { defaultValue: OFFER },
};

/** Authors write the footer themselves. */
export const FooterRequired: Story = {
  tags: ['visual'],
  parameters: { brand: { ...BRAND, footer: 'require' } },
  args: { defaultValue: OFFER },
  play: async ({ canvasElement, args }) => {
    await press(canvasElement, REVIEW);
    await expect(within(canvasElement).queryByRole('dialog')).toBeNull();
    await expect(args.onSubmit).not.toHaveBeenCalled();
  },
};

const TEST_SEND = /Deneme gönder$|Send test|Sénd tést/;

/** A test went to the author's phone. */
export const TestSent: Story = {
  tags: ['visual'],
  args: { defaultValue: READY, testNumber: '0541 111 22 33', onSendTest: fn(accept) },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByText(/Kendinize deneme|Send a test|Sénd á tést/));
    await press(canvasElement, TEST_SEND);
    await expect(await canvas.findByText(/541 111 22 33/)).toBeVisible();
    await expect(args.onSendTest).toHaveBeenCalledTimes(1);
    await expect(args.onSubmit).not.toHaveBeenCalled();
  },
};

/** After 8 s the person can stop waiting. */
export const TestNeverAnswers: Story = {
  args: {
    ...TestSent.args,
    onSendTest: fn<NonNullable<SmsComposerProps['onSendTest']>>(() => new Promise(() => undefined)),
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByText(/Kendinize deneme|Send a test|Sénd á tést/));
    await press(canvasElement, TEST_SEND);
  },
};

const openReview: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, REVIEW);
  await expect(await within(canvasElement).findByRole('dialog')).toBeVisible();
};

/** The result of the host's preview in the review. */
export const PreviewOfHost: Story = {
  tags: ['visual'],
  parameters: { brand: BRAND },
  args: {
    defaultValue: OFFER,
    onPreview: async () => ({
      recipients: 1_020,
      withheld: { refused: 84, 'no-record': 51, 'too-often': 33, blacklisted: 12 },
      credits: { min: 2_040, max: 2_040 },
      startsAt: '2026-11-22T06:00:00.000Z',
      endsAt: '2026-11-22T06:00:10.000Z',
      waitsFor: 'outside-hours',
    }),
  },
  play: openReview,
};

export const PreviewNobody: Story = {
  args: {
    ...PreviewOfHost.args,
    onPreview: async () => ({
      recipients: 0,
      withheld: { 'no-record': 1_200 },
      credits: { min: 0, max: 0 },
    }),
  },
  play: openReview,
};

export const PreviewFailed: Story = {
  tags: ['visual'],
  args: { ...PreviewOfHost.args, onPreview: () => Promise.reject(new Error('cut')) },
  play: openReview,
};

const TEMPLATES = [
  { name: 'Randevu', text: 'Yarın saat 14:00’teki randevunuzu hatırlatırız.' },
  { name: 'Kargo', text: 'Siparişiniz yola çıktı.' },
];

/** A template was opened and changed. */
export const SavedTexts: Story = {
  tags: ['visual'],
  args: {
    defaultValue: READY,
    templates: TEMPLATES,
    onSaveTemplate: fn(async () => undefined),
    drafts: [],
    onSaveDraft: fn(async () => undefined),
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [select] = await canvas.findAllByRole('combobox', { name: /Şablondan|Start from|Stárt fröm/ });
    if (select !== undefined) await userEvent.selectOptions(select, '0');
    await userEvent.type(
      canvas.getByRole('textbox', { name: /Mesaj metni|^Message|Mésságé/ }),
      ' İyi günler.',
    );
    await expect(
      await canvas.findByRole('button', { name: /Randevu.*üzerine|Save changes|Sávé chángés/ }),
    ).toBeVisible();
  },
};

export const SavingFails: Story = {
  args: { ...SavedTexts.args, onSaveTemplate: fn(() => Promise.reject(new Error('cut'))) },
  play: async (context) => {
    await SavedTexts.play?.(context);
    await press(context.canvasElement, /Randevu.*üzerine|Save changes|Sávé chángés/);
    await expect(await within(context.canvasElement).findByRole('alert')).toBeVisible();
  },
};

/** Another person has saved the template in the meantime. */
export const SavedByAnother: Story = {
  args: {
    ...SavedTexts.args,
    onSaveTemplate: fn(async () => ({
      state: 'changed' as const,
      current: { name: 'Randevu', text: 'Yarınki randevunuzu hatırlatırız.', version: 4 },
    })),
  },
  play: SavingFails.play,
};

export const Scheduled: Story = {
  tags: ['visual'],
  args: { defaultValue: { ...READY, sendAt: new Date('2026-11-25T11:00:00Z') } },
};

export const WithTemplates: Story = {
  args: {
    defaultValue: { ...READY, text: 'Sayın {ad}, {tarih} tarihli randevunuzu hatırlatırız.' },
    templates: [
      { name: 'Randevu', text: 'Sayın {ad}, {tarih} tarihli randevunuzu hatırlatırız.' },
      { name: 'Kargo', text: 'Sayın {ad}, siparişiniz yola çıktı.' },
    ],
    variables: [
      {
        name: 'ad',
        label: 'Ad',
        shortest: 'Su',
        longest: 'Muhammed Abdülhamit Karaosmanoğlu',
        sample: 'Ayşe Yılmaz',
      },
      {
        name: 'tarih',
        label: 'Tarih',
        shortest: '1 Mayıs',
        longest: '21 Kasım Cumartesi',
        sample: '21 Kasım',
      },
    ],
  },
};

const PEOPLE = [
  'Ad;Telefon;Puan;Son gün',
  'AYŞE;0530 123 45 67;120;30 Kasım',
  'İBRAHİM;0532 765 43 21;45;30 Kasım',
  ';0533 765 43 21;80;30 Kasım',
  'Muhammed Abdülhamit Karaosmanoğlu;0535 765 43 21;1.250;15 Aralık Salı',
  'George;0536 765 43 21;10;30 Kasım',
].join('\n');

const PERSONAL: Partial<SmsDraft> = {
  ...READY,
  recipients: {
    ...recipientsFromText(PEOPLE, { abroad: false, cells: true }),
    text: '',
    fileName: 'müşteriler.csv',
  },
  text: "Sayın {ad}, {puan} puanınız var. Puanlarınızı {son gün} gününe kadar mağazalarımızda kullanabilirsiniz. {ad:'e} özel %10 indirim sizi bekliyor.",
};

/** Placeholders are filled with the columns of the list. One recipient has no name. */
export const Personal: Story = {
  tags: ['visual'],
  args: { personal: true, defaultValue: PERSONAL },
};

/** Every recipient has a text; the review states the cost of all texts. */
export const PersonalReview: Story = {
  tags: ['visual'],
  args: {
    personal: true,
    defaultValue: {
      ...PERSONAL,
      text: 'Sayın {ad|müşterimiz}, {puan} puanınızı {son gün} gününe kadar kullanabilirsiniz.',
      values: { names: ['ad'] },
    },
  },
  play: async ({ canvasElement, args }) => {
    await press(canvasElement, REVIEW);
    await expect(await within(canvasElement).findByRole('dialog')).toBeVisible();
    await expect(args.onSubmit).not.toHaveBeenCalled();
  },
};

const press = async (canvasElement: HTMLElement, name: RegExp): Promise<void> => {
  await userEvent.click(await within(canvasElement).findByRole('button', { name }));
};

const REVIEW = /Gözden geçir|Review and send|Révïéw/;
const SEND = /1[.,]200 alıcıya gönder|Send to 1,200|Sénd tö 1,200/;

export const SomethingIsMissing: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await press(canvasElement, REVIEW);
    await expect(document.activeElement).toBe(canvasElement.querySelector('[data-slot="sms-fault-summary"]'));
  },
};

export const Review: Story = {
  tags: ['visual'],
  args: { defaultValue: READY },
  play: async ({ canvasElement, args }) => {
    await press(canvasElement, REVIEW);
    await expect(await within(canvasElement).findByRole('dialog')).toBeVisible();
    await expect(args.onSubmit).not.toHaveBeenCalled();
  },
};

const sendIt: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, REVIEW);
  await press(canvasElement, SEND);
};

export const Accepted: Story = {
  tags: ['visual'],
  args: { defaultValue: READY },
  play: async (context) => {
    await sendIt(context);
    await expect(await within(context.canvasElement).findByText(/20831145/)).toBeVisible();
    await expect(context.args.onSubmit).toHaveBeenCalledTimes(1);
  },
};

export const Refused: Story = {
  tags: ['visual'],
  args: {
    defaultValue: READY,
    onSubmit: fn<SmsComposerProps['onSubmit']>(async () => ({ state: 'refused', code: 450 })),
  },
  play: sendIt,
};

export const Unreachable: Story = {
  args: {
    defaultValue: READY,
    onSubmit: fn<SmsComposerProps['onSubmit']>(async () => ({ state: 'unreachable' })),
  },
  play: sendIt,
};

export const OutcomeUnknown: Story = {
  tags: ['visual'],
  args: {
    defaultValue: READY,
    onSubmit: fn<SmsComposerProps['onSubmit']>(() => Promise.reject(new Error('cut'))),
  },
  play: sendIt,
};

export const NeverAnswers: Story = {
  args: {
    defaultValue: READY,
    onSubmit: fn<SmsComposerProps['onSubmit']>(() => new Promise(() => undefined)),
  },
  play: sendIt,
};

/** The host's server answers with something other than a SubmitResult. */
export const UnrecognisedAnswer: Story = {
  args: {
    defaultValue: READY,
    onSubmit: fn<SmsComposerProps['onSubmit']>(
      async () => JSON.parse('{"orderId":"20831145","withheld":[]}') as SubmitResult,
    ),
  },
  play: async (context) => {
    await sendIt(context);
    await expect(await within(context.canvasElement).findByRole('alert')).toBeVisible();
    await expect(context.args.onSubmit).toHaveBeenCalledTimes(1);
  },
};

/** No variable fills `{ad}`, so the message cannot be sent. */
export const UnfilledPlaceholder: Story = {
  tags: ['visual'],
  args: { defaultValue: { ...READY, text: 'Sayın {ad}, siparişiniz yola çıktı.' } },
  play: async ({ canvasElement, args }) => {
    await press(canvasElement, REVIEW);
    await expect(within(canvasElement).queryByRole('dialog')).toBeNull();
    await expect(args.onSubmit).not.toHaveBeenCalled();
  },
};

/** Offers to replace all signs at once where that saves an SMS; never letters. */
export const CostlySigns: Story = {
  tags: ['visual'],
  args: {
    defaultValue: {
      ...READY,
      text: '“Çok sıkıldım” – dedi… Ayrıntılar için mağazamıza bekleriz, iyi günler.',
    },
  },
};

export const ReadOnly: Story = { args: { defaultValue: READY, readOnly: true } };
