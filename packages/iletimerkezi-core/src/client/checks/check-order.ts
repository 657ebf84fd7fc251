import type { OrderHead, OrderMessage, ParsedOrder, SmsOrder } from '../../contract/send-sms.js';
import { parsePhone, type E164 } from '../../phone/index.js';
import { contentFaults, lawfulText, withSampleLink, type BrandProfile } from '../../content/index.js';
import { countSegments, findLongLinks, findPlaceholders, MAX_PARTS } from '../../segments/index.js';
import type { CharacterMode } from '../../segments/index.js';
import { normalize } from '../../segments/transliterate.js';
import { parseSender, TEST_SENDER } from '../../sender.js';
import { type Checked, encodingFault, Faults } from '../../faults.js';

/** Maximum number of recipients of an order, over all its texts. Source: provider documentation, overview, usage limits. */
export const MAX_RECIPIENTS = 50_000;

const CHARACTER_MODES: readonly CharacterMode[] = ['english', 'turkish', 'unicode'];

export interface OrderCheckOptions {
  /** The account's character mode. Without it, a text is refused only when it is too long in every mode. */
  characterMode?: CharacterMode;
  /** Accept numbers of other countries. Default false. */
  abroad?: boolean;
  /**
   * Who sends commercial messages. Commercial texts then get the profile's footer, or are refused without it; see
   * {@link BrandProfile}. Default: their content is not checked.
   */
  brand?: BrandProfile;
  /**
   * The URL of opt-out links. `{ret}` is then kept in texts, for the caller to replace, and counted as a link. Default: `{ret}`
   * is refused like any other placeholder, unless the profile has a link.
   */
  optOutUrl?: string;
  /** The text was rendered from a template, so braces in it are text. Default false: placeholders are refused. */
  rendered?: boolean;
}

type Kind = OrderHead['kind'];

/**
 * Checks an order against every documented rule that needs no account, and lists all faults. A valid order is returned as
 * it is sent: numbers in E.164, texts in NFC with LF line ends, so that they are billed as counted. Duplicate recipients
 * are kept: the provider does not document how it treats them.
 */
export function checkOrder(order: SmsOrder, options: OrderCheckOptions = {}): Checked<ParsedOrder> {
  return check(order, options, (recipients, path, faults) =>
    listOf(recipients, path, faults).flatMap((recipient, index) => {
      const number = parsePhone(typeof recipient === 'string' ? recipient : '', { abroad: options.abroad });
      if (number.ok) return [number.value];
      faults.add(`${path}[${index}]`, `number-${number.reason}`);
      return [];
    }),
  );
}

/**
 * Checks everything of an order but its numbers, which have been parsed before, and its placeholders: texts that were rendered
 * from a template may contain braces.
 */
export function checkParsedOrder(order: ParsedOrder, options: OrderCheckOptions = {}): Checked<ParsedOrder> {
  return check(order, { ...options, rendered: true }, (recipients, path, faults) => {
    if (recipients === undefined || recipients.length === 0) faults.add(path, 'entries-required');
    return recipients ?? [];
  });
}

/**
 * Checks the parts of an order that do not depend on its recipients: sender, time, kind, and `text` when it is given. Use
 * {@link checkText} for further texts.
 */
export function checkOrderHead<Head extends OrderHead & { text?: string }>(
  head: Head,
  options: OrderCheckOptions = {},
): Checked<Head> {
  const faults = new Faults();
  checkHead(head, faults);
  const text =
    head?.text === undefined
      ? {}
      : { text: checkTextAt(head.text, 'text', faults, { ...options, kind: head.kind }) };
  return faults.settle(() => ({ ...head, ...text }));
}

/**
 * Checks one text, and returns it as it is sent. Faults have the path `text`.
 * @param options `kind`: the kind of the order. Without it the text is not checked for what the law requires.
 */
export function checkText(
  text: string,
  options: OrderCheckOptions & { kind?: Kind | undefined } = {},
): Checked<string> {
  const faults = new Faults();
  const settled = checkTextAt(text, 'text', faults, options);
  return faults.settle(() => settled);
}

/** Returns the numbers of one text in E.164, and adds the faults of those that are invalid. */
type ReadNumbers<Phone extends string> = (
  recipients: readonly Phone[] | undefined,
  path: string,
  faults: Faults,
) => readonly E164[];

function check<Phone extends string>(
  order: SmsOrder<Phone>,
  options: OrderCheckOptions,
  readNumbers: ReadNumbers<Phone>,
): Checked<ParsedOrder> {
  const faults = new Faults();
  checkHead(order, faults);
  const given: Partial<OrderMessage<Phone>> & { messages?: readonly OrderMessage<Phone>[] } = { ...order };
  const several = given.messages !== undefined;
  if (several && (given.text !== undefined || given.recipients !== undefined)) {
    faults.add('messages', 'messages-or-text');
  }
  const parts = several ? listOf(given.messages, 'messages', faults) : [given];
  let recipients = 0;
  const messages = parts.map((part, index): OrderMessage<E164> => {
    const prefix = several ? `messages[${index}].` : '';
    const text = checkTextAt(part?.text, `${prefix}text`, faults, { ...options, kind: order?.kind });
    recipients += Array.isArray(part?.recipients) ? part.recipients.length : 0;
    return { text, recipients: readNumbers(part?.recipients, `${prefix}recipients`, faults) };
  });
  if (recipients > MAX_RECIPIENTS) {
    faults.add(several ? 'messages' : 'recipients', 'too-many-recipients', {
      max: MAX_RECIPIENTS,
      count: recipients,
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

function checkHead(order: OrderHead, faults: Faults): void {
  const given: Readonly<Record<string, unknown>> = { ...order };
  const sender = parseSender(order?.sender);
  if (!sender.ok) faults.add('sender', `sender-${sender.reason}`);
  if (given['sendAt'] !== undefined) faults.moment('sendAt', given['sendAt']);
  checkKind(given, faults);
}

function checkKind(given: Readonly<Record<string, unknown>>, faults: Faults): void {
  const { kind, audience } = given;
  if (kind !== 'transactional' && kind !== 'commercial') {
    faults.add('kind', 'kind-required');
  }
  if (kind === 'commercial' && audience !== 'BIREYSEL' && audience !== 'TACIR') {
    faults.add('audience', 'audience-required');
  }
  // Source: provider documentation, send-sms: with APITEST iys is always "0".
  if (kind === 'commercial' && given['sender'] === TEST_SENDER) {
    faults.add('kind', 'test-sender-commercial', { sender: TEST_SENDER });
  }
}

function checkTextAt(
  given: unknown,
  path: string,
  faults: Faults,
  {
    characterMode,
    kind,
    brand,
    optOutUrl,
    rendered = false,
  }: OrderCheckOptions & { kind?: Kind | undefined },
): string {
  const written = typeof given === 'string' ? normalize(given) : '';
  const broken = encodingFault(written);
  if (broken !== undefined) {
    faults.add(path, `text-${broken}`);
    return written;
  }
  const isEmpty = written.trim() === '';
  const text =
    kind === 'commercial' && brand !== undefined && !isEmpty
      ? checkedContent(written, path, faults, brand)
      : written;
  const linkUrl = optOutUrl ?? (brand && 'link' in brand.optOut ? brand.optOut.link : undefined);
  const filled = linkUrl === undefined ? text : withSampleLink(text, linkUrl);
  const modes = characterMode === undefined ? CHARACTER_MODES : [characterMode];
  const counts = modes.map((mode) => countSegments(filled, { characterMode: mode }));
  if (isEmpty) {
    faults.add(path, 'text-empty');
  } else if (counts.every((count) => count.text.trim() === '')) {
    faults.add(path, 'text-not-in-mode');
  } else if (counts.every(({ parts }) => parts > MAX_PARTS)) {
    const code = findLongLinks(filled).length > 0 ? 'text-too-long-link' : 'text-too-long';
    faults.add(path, code, { max: MAX_PARTS });
  }
  if (!rendered) checkPlaceholders(filled, path, faults);
  return text;
}

/** Returns a commercial text with its footer, and adds the faults of what it lacks. */
function checkedContent(text: string, path: string, faults: Faults, brand: BrandProfile): string {
  const lawful = lawfulText({ kind: 'commercial', text }, brand);
  faults.list.push(...contentFaults(lawful, brand).map((fault) => ({ ...fault, path })));
  return lawful;
}

/** The provider does not replace placeholders: it sends them as they are. */
function checkPlaceholders(text: string, path: string, faults: Faults): void {
  const names = [...new Set(findPlaceholders(text).map(({ written }) => written))];
  if (names.length === 0) return;
  const shown = names.slice(0, 3).join(', ');
  faults.add(path, 'placeholder-left', { placeholders: shown });
}

function listOf<Entry>(given: readonly Entry[] | undefined, path: string, faults: Faults): readonly Entry[] {
  // A copy has no holes, which would be skipped without a fault.
  if (Array.isArray(given) && given.length > 0) return Array.from<Entry>(given);
  faults.add(path, 'entries-required');
  return [];
}
