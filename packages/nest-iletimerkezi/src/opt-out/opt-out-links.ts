import { createHash, createHmac } from 'node:crypto';
import {
  type Audience,
  type E164,
  OPT_OUT_FIELD,
  OPT_OUT_TOKEN_LENGTH,
  optOutLink,
  type ParsedOrder,
  parseTurkishMobile,
} from 'iletimerkezi-core';
import type { OptOutOptions } from '../options/content.options.js';
import { Ff1 } from './ff1.js';

/** Base58: no letter or digit that looks like another one, and none that ends a link in a message. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RADIX = ALPHABET.length;
const FORM = new RegExp(`^[${ALPHABET}]{${OPT_OUT_TOKEN_LENGTH}}$`);

/** The recipient of an opt-out link. */
export interface OptOutSubject {
  readonly number: E164;
  readonly audience: Audience;
}

/**
 * The opt-out links of one account. A token is the recipient's number and type, encrypted (FF1, AES-256) in a space of
 * 58^11, about 2^64, values. A random token is that of a given recipient with a probability of 2^-64, and that of any Turkish
 * mobile number with 2^-33.
 *
 * Nothing is stored: a link works as long as its key is listed, also after the person was erased and after a backup was
 * restored. The link of a person is always the same, so that a repeated `enqueue` has the same content. Each account has its
 * own links.
 */
export class OptOutLinks {
  readonly #url: string;
  readonly #ciphers: readonly Ff1[];

  constructor(account: string, { url, secrets }: OptOutOptions) {
    this.#url = url;
    const tweak = createHash('sha256').update(account).digest().subarray(0, 8);
    this.#ciphers = secrets.map((secret) => {
      const key = createHmac('sha256', secret).update('opt-out link').digest();
      return new Ff1(key, { radix: RADIX, length: OPT_OUT_TOKEN_LENGTH, tweak });
    });
  }

  /** Returns the token of a recipient. */
  tokenOf({ number, audience }: OptOutSubject): string {
    const plain = BigInt(number.slice(1)) * 2n + (audience === 'TACIR' ? 1n : 0n);
    const digits = this.#ciphers[0]?.encrypt(digitsOf(plain)) ?? [];
    return digits.map((digit) => ALPHABET.charAt(digit)).join('');
  }

  /**
   * Returns the recipient of a token; undefined if it is not one of this account. Numbers of other countries have links
   * without a recipient: İYS has no records of them.
   */
  read(token: string): OptOutSubject | undefined {
    if (!FORM.test(token)) return undefined;
    const digits = Array.from(token, (character) => ALPHABET.indexOf(character));
    for (const cipher of this.#ciphers) {
      const plain = cipher
        .decrypt(digits)
        .reduce((number, digit) => number * BigInt(RADIX) + BigInt(digit), 0n);
      const written = `+${plain / 2n}`;
      const parsed = parseTurkishMobile(written);
      if (parsed.ok && parsed.value === written) {
        return { number: parsed.value, audience: plain % 2n === 1n ? 'TACIR' : 'BIREYSEL' };
      }
    }
    return undefined;
  }

  /** Returns the link of a recipient. */
  linkOf(subject: OptOutSubject): string {
    return optOutLink(this.#url, this.tokenOf(subject));
  }

  /** Returns a text with the recipient's link in place of `{ret}`. */
  fill(text: string, subject: OptOutSubject): string {
    return text.includes(OPT_OUT_FIELD) ? text.replaceAll(OPT_OUT_FIELD, this.linkOf(subject)) : text;
  }

  /** Returns an order in which each recipient of a text with `{ret}` has a text with the own link. */
  fillOrder(order: ParsedOrder): ParsedOrder {
    const given = 'messages' in order ? order.messages : [order];
    if (!given.some(({ text }) => text.includes(OPT_OUT_FIELD))) return order;
    const audience = order.kind === 'commercial' ? order.audience : 'BIREYSEL';
    const messages = given.flatMap(({ text, recipients }) =>
      text.includes(OPT_OUT_FIELD)
        ? recipients.map((number) => ({ text: this.fill(text, { number, audience }), recipients: [number] }))
        : [{ text, recipients }],
    );
    const { sender, sendAt } = order;
    const kind = order.kind === 'commercial' ? { kind: order.kind, audience } : { kind: order.kind };
    return { sender, ...(sendAt && { sendAt }), ...kind, messages };
  }
}

function digitsOf(plain: bigint): number[] {
  const digits: number[] = [];
  for (let rest = plain; digits.length < OPT_OUT_TOKEN_LENGTH; rest /= BigInt(RADIX)) {
    digits.unshift(Number(rest % BigInt(RADIX)));
  }
  return digits;
}
