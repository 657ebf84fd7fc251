import type { Texts } from '../tools/tool.js';

/** A guide to the tools, for a model that reads it as a resource. */
export const GUIDE: Texts = {
  tr: `# iletiMerkezi araçları

## Gönderim
1. \`get_sender\` onaylı başlıkları verir. Başlık, yazıldığı gibi kullanılmalıdır.
2. \`preview_message\` kimin alacağını, kontörü ve almayacakların nedenini gösterir.
3. \`send_sms\` ya da \`enqueue_message\` bir kişiden onay ister. Onay 10 dakika ve yalnız gösterilen içerik için geçerlidir.
4. Depolama varsa \`campaign_progress\`, yoksa \`get_report\` sonucu verir.

## Mesajın türü
Kod, teslimat ve ödeme bildirimi, randevu hatırlatması bilgilendirmedir (\`iys: "0"\`). Kampanya, indirim, kutlama ticari
iletidir (\`iys: "1"\`); her alıcının onayı gerekir. Emin değilseniz kişiye sorun.

## Sonucu bilinmeyen çağrılar
\`outcome: "unknown"\` olan bir hata, mesajın gitmiş olabileceğini söyler. Yinelemeden önce raporlara bakın.
`,
  en: `# The tools of iletiMerkezi

## Sending
1. \`get_sender\` lists the approved senders. Use a sender exactly as it is spelled.
2. \`preview_message\` shows who gets the message, the credits, and why others do not get it.
3. \`send_sms\` or \`enqueue_message\` asks a person. A confirmation is valid for 10 minutes and for exactly what was shown.
4. With storage \`campaign_progress\` returns the result, without it \`get_report\`.

## The kind of a message
Codes, delivery and payment notices and reminders are transactional (\`iys: "0"\`). Campaigns, discounts and greetings are
commercial (\`iys: "1"\`) and need the consent of each recipient. Ask the person if you are not sure.

## Calls with an unknown outcome
An error with \`outcome: "unknown"\` means that the message may have been sent. Read the reports before you repeat the call.
`,
};
