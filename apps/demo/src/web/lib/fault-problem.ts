import { findErrorCode, type ReportFault } from 'iletimerkezi-core';
import type { Problem } from '../../shared/api/problem.js';

const TEXTS = {
  held: {
    tr: [
      'Gönderim beklemeye alındı: sağlayıcının raporlarında bulunamadı.',
      'Gönderimi sağlayıcının panelinde arayın, sonra aşağıda bir karar seçin.',
    ],
    en: [
      'The order is on hold: it was not found in the provider’s reports.',
      'Look it up in the provider’s panel, then select a decision below.',
    ],
  },
  failed: {
    tr: ['Gönderim yapılamadı.', 'Bütün denemelerde sağlayıcıya ulaşılamadı. Hiçbir mesaj gönderilmedi.'],
    en: [
      'The order could not be sent.',
      'The provider could not be reached in any attempt. No message was sent.',
    ],
  },
  'outcome-unknown': {
    tr: [
      'Sağlayıcı yanıt vermedi; gönderilmiş olabilir.',
      'Yeniden göndermeyin; alıcılar mesajı iki kez alabilir. Sağlayıcıdan bilgi geldiğinde bu sayfa güncellenir. Gelmezse sağlayıcının panelindeki raporlara bakın.',
    ],
    en: [
      'The provider did not respond. The message may have been sent.',
      'Do not send it again: people may receive it twice. This page is updated when the provider reports the outcome. Otherwise, see the reports in the provider’s panel.',
    ],
  },
  refused: {
    tr: ['Sağlayıcı isteği kabul etmedi.', 'Hiçbir mesaj gönderilmedi. Sağlayıcının kodu aşağıda.'],
    en: ['The provider did not accept the request.', 'Nothing was sent. See the provider’s code below.'],
  },
} as const;

/** Returns what to show for an order that needs attention. A refusal has the library's text for the provider's code. */
export function faultProblem(fault: ReportFault): Problem {
  const { tr, en } = TEXTS[fault.code];
  const own = { message: { tr: tr[0], en: en[0] }, hint: { tr: tr[1], en: en[1] } };
  if (fault.code !== 'refused') return { code: fault.code, ...own };
  const { providerCode, code } = fault;
  const entry = findErrorCode(providerCode);
  if (entry === undefined) return { code, providerCode, ...own };
  return {
    code,
    providerCode,
    message: { tr: `${entry.tr.title}.`, en: `${entry.en.title}.` },
    hint: { tr: `${entry.tr.meaning} ${own.hint.tr}`, en: `${entry.en.meaning} ${own.hint.en}` },
  };
}
