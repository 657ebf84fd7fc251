import { parsePhone } from 'iletimerkezi-core';

/** A text that could be a phone number. */
const NUMBER = /\+?\d(?:[\s().-]?\d){8,14}/g;
/** A text without spaces, which could be an e-mail address. */
const WORD = /[^\s<>"']+/g;

/** Shows phone numbers and e-mail addresses of an answer as far as the policy and the call allow. */
export class NumberMask {
  readonly #showAll: boolean;
  readonly #named: ReadonlySet<string>;

  /** @param named numbers and addresses that the call itself contains: the caller knows them. */
  constructor({ showAll, named = [] }: { showAll: boolean; named?: readonly string[] }) {
    this.#showAll = showAll;
    this.#named = new Set(named.map(canonical));
  }

  /** Returns a mask that also shows these numbers. */
  naming(named: readonly string[]): NumberMask {
    return new NumberMask({ showAll: this.#showAll, named: [...this.#named, ...named] });
  }

  /** Returns a number or an address, or its ends: `+9053•••••42`. */
  recipient(value: string): string {
    if (this.#showAll || this.#named.has(canonical(value))) return value;
    const at = value.lastIndexOf('@');
    if (at >= 0) return `${value.slice(0, 1)}•••${value.slice(at)}`;
    return value.length < 9 ? '•••' : `${value.slice(0, 5)}•••••${value.slice(-2)}`;
  }

  /** Returns a text of others with its numbers and addresses masked. */
  text(value: string): string {
    if (this.#showAll) return value;
    return value
      .replace(WORD, (found) => (found.includes('@') ? this.recipient(found) : found))
      .replace(NUMBER, (found) => this.recipient(found));
  }
}

function canonical(value: string): string {
  const parsed = parsePhone(value, { abroad: true });
  return parsed.ok ? parsed.value : value.trim().toLowerCase();
}
