import type { OrderMessage, SmsOrder } from '../../contract/send-sms.js';
import { parseRecipient } from '../../phone.js';
import { countSegments, findLongLinks, findPlaceholders, MAX_PARTS } from '../../segments/index.js';
import type { CharacterMode } from '../../segments/index.js';
import { settle } from '../../segments/transliterate.js';
import { parseSender, TEST_SENDER } from '../../sender.js';
import { encodingFault, Faults, NUMBER_TEXTS, SENDER_TEXTS, type Checked } from './faults.js';

/** Recipients one order may have, all its texts together. Source: provider documentation, overview, usage limits. */
export const MAX_RECIPIENTS = 50_000;

const CHARACTER_MODES: readonly CharacterMode[] = ['english', 'turkish', 'unicode'];

export interface OrderCheckOptions {
  /** The account's character mode. Without it a text is refused only when no mode could carry it. */
  characterMode?: CharacterMode;
  /** Let numbers of other countries through. Default false. */
  abroad?: boolean;
}

/**
 * Checks an order by every documented rule that can be checked without the account, and lists all faults. A good order
 * comes back as it is sent: numbers in E.164, texts composed (NFC) with LF line ends, so that they are billed as counted.
 * Repeated recipients are left in: the provider does not say what it does with them.
 */
export function checkOrder(order: SmsOrder, options: OrderCheckOptions = {}): Checked<SmsOrder> {
  const faults = new Faults();
  const given: Readonly<Record<string, unknown>> = { ...order };

  const sender = parseSender(order?.sender);
  if (!sender.ok) faults.add('sender', SENDER_TEXTS[sender.reason]);
  if (given['sendAt'] !== undefined) faults.moment('sendAt', given['sendAt']);
  checkKind(given, faults);

  const several = given['messages'] !== undefined;
  if (several && (given['text'] !== undefined || given['recipients'] !== undefined)) {
    faults.add('messages', {
      en: 'give either messages, or text and recipients',
      tr: 'ya messages ya da text ile recipients verin',
    });
  }
  const parts = several ? listOf(given['messages'], 'messages', faults) : [given];
  const messages = parts.map((message, index) =>
    checkMessage(message, several ? `messages[${index}].` : '', faults, options),
  );
  const recipients = messages.reduce((sum, message) => sum + message.recipients.length, 0);
  if (recipients > MAX_RECIPIENTS) {
    faults.add(several ? 'messages' : 'recipients', {
      en: `an order has at most ${MAX_RECIPIENTS} recipients, here are ${recipients}; split it`,
      tr: `bir gönderimde en fazla ${MAX_RECIPIENTS} alıcı olur, burada ${recipients} var; bölün`,
    });
  }

  return faults.settle(() => {
    const head = { sender: order.sender, ...(order.sendAt && { sendAt: order.sendAt }) };
    const kind =
      order.kind === 'commercial' ? { kind: order.kind, audience: order.audience } : { kind: order.kind };
    const [only] = messages;
    return { ...head, ...kind, ...(only !== undefined && messages.length === 1 ? only : { messages }) };
  });
}

function checkKind(given: Readonly<Record<string, unknown>>, faults: Faults): void {
  const { kind, audience } = given;
  if (kind !== 'transactional' && kind !== 'commercial') {
    faults.add('kind', {
      en: 'say transactional or commercial; the law makes the difference and there is no default',
      tr: 'transactional ya da commercial yazın; ayrım yasaldır, varsayılanı yoktur',
    });
  }
  if (kind === 'commercial' && audience !== 'BIREYSEL' && audience !== 'TACIR') {
    faults.add('audience', {
      en: 'a commercial order needs BIREYSEL or TACIR',
      tr: 'ticari gönderim BIREYSEL ya da TACIR ister',
    });
  }
  // Source: provider documentation, send-sms: with APITEST iys is always "0".
  if (kind === 'commercial' && given['sender'] === TEST_SENDER) {
    faults.add('kind', {
      en: `orders with ${TEST_SENDER} are transactional`,
      tr: `${TEST_SENDER} ile yapılan gönderimler transactional olmalıdır`,
    });
  }
}

function checkMessage(
  message: unknown,
  prefix: string,
  faults: Faults,
  options: OrderCheckOptions,
): OrderMessage {
  const given: Readonly<Record<string, unknown>> =
    typeof message === 'object' && message !== null ? { ...message } : {};
  const text = checkText(given['text'], `${prefix}text`, faults, options.characterMode);
  const path = `${prefix}recipients`;
  const recipients = listOf(given['recipients'], path, faults).map((recipient, index) => {
    const number = parseRecipient(typeof recipient === 'string' ? recipient : '', { abroad: options.abroad });
    if (number.ok) return number.value;
    faults.add(`${path}[${index}]`, NUMBER_TEXTS[number.reason]);
    return '';
  });
  return { text, recipients };
}

function checkText(
  given: unknown,
  path: string,
  faults: Faults,
  characterMode: CharacterMode | undefined,
): string {
  const text = typeof given === 'string' ? settle(given) : '';
  const broken = encodingFault(text);
  if (broken !== undefined) {
    faults.add(path, { en: `the text ${broken.en}`, tr: `metin ${broken.tr}` });
    return text;
  }
  const modes = characterMode === undefined ? CHARACTER_MODES : [characterMode];
  const counts = modes.map((mode) => countSegments(text, { characterMode: mode }));
  if (text.trim() === '') {
    faults.add(path, { en: 'the text is empty', tr: 'metin boş' });
  } else if (counts.every((count) => count.text.trim() === '')) {
    faults.add(path, {
      en: 'nothing is left of the text in the account’s character mode',
      tr: 'hesabın karakter modunda metinden geriye bir şey kalmıyor',
    });
  } else if (counts.every(({ parts }) => parts > MAX_PARTS)) {
    const links = findLongLinks(text).length > 0;
    faults.add(path, {
      en: `the text does not fit into ${MAX_PARTS} parts; ${links ? 'use a short link (iim.to) in place of the long one' : 'shorten it'}`,
      tr: `metin ${MAX_PARTS} parçaya sığmıyor; ${links ? 'uzun bağlantının yerine kısa bağlantı (iim.to) kullanın' : 'kısaltın'}`,
    });
  }
  checkPlaceholders(text, path, faults);
  return text;
}

/** The provider fills no fields: a placeholder in the text would be sent as it is written. */
function checkPlaceholders(text: string, path: string, faults: Faults): void {
  const names = [...new Set(findPlaceholders(text).map(({ written }) => written))];
  if (names.length === 0) return;
  const shown = names.slice(0, 3).join(', ');
  faults.add(path, {
    en: `nothing has replaced ${shown} in the text, and the provider fills no placeholders; fill it for each recipient`,
    tr: `metindeki ${shown} alanı doldurulmamış, sağlayıcı alan doldurmaz; her alıcı için doldurun`,
  });
}

function listOf(given: unknown, path: string, faults: Faults): readonly unknown[] {
  if (Array.isArray(given) && given.length > 0) return given;
  faults.add(path, {
    en: 'a list with at least one entry is needed',
    tr: 'en az bir öğeli bir liste gerekir',
  });
  return [];
}
