import type { Translation } from './types.js';

/** ContentCheck. Sources of the duties: regulation 2015/29417, art. 8 and 9. */
export const en = {
  'content.label': 'Required by law',
  'content.nothingYet': 'Write the message and choose its kind.',
  'content.missing': 'Missing: {names}.',
  'content.complete': 'Sender, contact and the way to refuse are stated.',
  'content.part.identity': 'who sends it',
  'content.part.contact': 'how to reach the sender',
  'content.part.optOut': 'how to refuse further messages',
  'content.appended': 'This is appended when the message is sent. It adds {parts} SMS.',
  'content.required': 'The message cannot be sent without it. It adds {parts} SMS.',
  'content.add': 'Add the footer',
  'content.undo': 'Remove the footer',
} as const;

export const tr: Translation<typeof en> = {
  'content.label': 'Yasal içerik',
  'content.nothingYet': 'Mesajı yazın ve türünü seçin.',
  'content.missing': 'Eksik: {names}.',
  'content.complete': 'Gönderen, iletişim ve ret bilgileri tamam.',
  'content.part.identity': 'gönderenin kimliği',
  'content.part.contact': 'iletişim bilgisi',
  'content.part.optOut': 'ret yolu',
  'content.appended': 'Bu alt bilgi gönderim sırasında eklenir. {parts} SMS artırır.',
  'content.required': 'Mesaj bu alt bilgi olmadan gönderilemez. {parts} SMS artırır.',
  'content.add': 'Alt bilgiyi ekle',
  'content.undo': 'Alt bilgiyi kaldır',
};
