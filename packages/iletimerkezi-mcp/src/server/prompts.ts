import { fromJsonSchema, type JsonSchemaType, type McpServer } from '@modelcontextprotocol/server';
import type { ResolvedPolicy } from '../policy/policy.js';
import type { Texts } from '../tools/tool.js';

interface Prompt {
  readonly name: string;
  readonly title: Texts;
  readonly description: Texts;
  /** Arguments besides `language`, all of them texts. */
  readonly args: Readonly<Record<string, Texts>>;
  readonly text: (args: Readonly<Record<string, string>>) => Texts;
}

/** The usual jobs. */
const PROMPTS: readonly Prompt[] = [
  {
    name: 'send_announcement',
    title: { tr: 'Duyuru gönder', en: 'Send an announcement' },
    description: {
      tr: 'Bir duyuruyu yazar, kısaltır, ön izler ve onaydan sonra gönderir.',
      en: 'Writes, shortens and previews an announcement, and sends it after a confirmation.',
    },
    args: { topic: { tr: 'Duyurunun konusu', en: 'What to announce' } },
    text: ({ topic = '' }) => ({
      tr: `Şu konuda bir SMS duyurusu hazırla: ${topic}\nÖnce ticari ileti mi bilgilendirme mi olduğunu bana sor. Metni count_segments ile en az SMS tutacak biçimde yaz. preview_message sonucunu göster: alıcı sayısı, kontör, almayacaklar ve nedenleri. Ben onaylamadan gönderme.`,
      en: `Prepare an SMS announcement about: ${topic}\nFirst ask me whether it is commercial or transactional. Use count_segments to keep the text short. Show me the result of preview_message: recipients, credits, and who does not get it and why. Do not send it before I confirm.`,
    }),
  },
  {
    name: 'check_delivery',
    title: { tr: 'İletimi kontrol et', en: 'Check a delivery' },
    description: {
      tr: 'Bir gönderimin kime ulaştığını ve ulaşmayanların nedenini özetler.',
      en: 'Summarizes whom an order reached, and why others were not reached.',
    },
    args: { order: { tr: 'Gönderim numarası', en: 'Id of the order or campaign' } },
    text: ({ order = '' }) => ({
      tr: `${order} numaralı gönderimin durumunu get_report ya da campaign_progress ile al. Kaç kişiye ulaştığını, kaçının beklediğini ve ulaşmayanları özetle. Bilinmeyen kodları explain_error ile açıkla. Numaraları maskeli bırak.`,
      en: `Read the state of ${order} with get_report or campaign_progress. Summarize how many people it reached, how many are waiting and how many it did not reach. Explain unknown codes with explain_error. Leave the numbers masked.`,
    }),
  },
  {
    name: 'weekly_summary',
    title: { tr: 'Haftalık özet', en: 'Weekly summary' },
    description: {
      tr: 'Son yedi günün gönderimlerini ve bakiyeyi özetler.',
      en: 'Summarizes the orders of the last seven days and the balance.',
    },
    args: {},
    text: () => ({
      tr: 'Son yedi günün gönderimlerini get_reports ile, bakiyeyi get_balance ile al. Toplam alıcı, iletilen, iletilemeyen ve bekleyenleri bir tabloda göster. Olağan dışı bir şey varsa belirt.',
      en: 'Read the orders of the last seven days with get_reports and the balance with get_balance. Show recipients, delivered, undelivered and waiting in a table. Point out anything unusual.',
    }),
  },
  {
    name: 'consent_lookup',
    title: { tr: 'İzin durumunu bul', en: 'Look up a consent' },
    description: {
      tr: 'Bir kişinin güncel iznini ve dayandığı kayıtları gösterir.',
      en: 'Shows the current consent of a person and the records it comes from.',
    },
    args: { recipient: { tr: 'Telefon ya da e-posta', en: 'Phone number or e-mail address' } },
    text: ({ recipient = '' }) => ({
      tr: `${recipient} için izin durumunu bul: önce consent_history, gerekiyorsa iys_check. Ticari ileti gönderilip gönderilemeyeceğini ve bunun hangi kayda dayandığını söyle. Hiçbir kaydı değiştirme.`,
      en: `Look up the consent of ${recipient}: first consent_history, then iys_check if needed. State whether commercial messages are allowed, and the record that decides it. Change no record.`,
    }),
  },
];

const LANGUAGE = {
  type: 'string',
  enum: ['tr', 'en'],
  description: 'Metnin dili / language of the prompt: tr, en',
} as const;

/** Registers the prompts in the language of the server; `language` overrides it. */
export function registerPrompts(server: McpServer, { locale }: ResolvedPolicy): void {
  for (const { name, title, description, args, text } of PROMPTS) {
    const schema: JsonSchemaType = {
      type: 'object',
      properties: {
        ...Object.fromEntries(
          Object.entries(args).map(([arg, texts]) => [arg, { type: 'string', description: texts[locale] }]),
        ),
        language: LANGUAGE,
      },
      required: Object.keys(args),
    };
    server.registerPrompt(
      name,
      {
        title: title[locale],
        description: description[locale],
        argsSchema: fromJsonSchema<Record<string, string>>(schema),
      },
      (given) => {
        const language =
          given['language'] === 'en' || given['language'] === 'tr' ? given['language'] : locale;
        return {
          messages: [{ role: 'user', content: { type: 'text', text: text(given)[language] } }],
        };
      },
    );
  }
}
