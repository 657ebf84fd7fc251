import type { messagesEn } from './en.js';
import type { Billing, Locale, Message, ParamsOf } from './types.js';

/** Every key of a text. */
export type MessageKey = keyof typeof messagesEn;

/** A complete pack. */
export type Messages = Readonly<Record<MessageKey, Message>>;

/** Some areas of a pack. */
export type SomeMessages = Readonly<Partial<Record<MessageKey, Message>>>;

/** The values of a text. Numbers are formatted in the language; strings are inserted as they are. */
export type MessageValues<Key extends MessageKey> = [ParamsOf<(typeof messagesEn)[Key]>] extends [never]
  ? []
  : [values: Record<ParamsOf<(typeof messagesEn)[Key]>, string | number>];

/** Returns the text of a key with its values. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string;

/**
 * Makes the function that returns texts. On accounts billed in lira, a key with the suffix `.lira` replaces the one
 * without. A missing value is displayed as `{name}` and a missing text as its key.
 */
export function createTranslate(
  locale: Locale,
  messages: SomeMessages,
  billing: Billing = 'credits',
): Translate {
  const texts: Readonly<Partial<Record<string, Message>>> = messages;
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number>> = rest[0] ?? {};
    const special = billing === 'lira' ? texts[`${key}.lira`] : undefined;
    const message: Message = special ?? messages[key] ?? key;
    const count = values['count'];
    const text =
      typeof message === 'string'
        ? message
        : typeof count === 'number' && plural.select(count) === 'one'
          ? message.one
          : message.other;
    return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}
