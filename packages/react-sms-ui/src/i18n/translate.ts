import type { messagesEn } from './en.js';
import type { Locale, Message, ParamsOf } from './types.js';

/** Every key a component may ask for. */
export type MessageKey = keyof typeof messagesEn;

/** A complete pack. */
export type Messages = Readonly<Record<MessageKey, Message>>;

/** The areas of a pack that a page uses. */
export type SomeMessages = Readonly<Partial<Record<MessageKey, Message>>>;

/** The values a key's text needs: numbers are written the language's way, texts stay as they are. */
export type MessageValues<Key extends MessageKey> = [ParamsOf<(typeof messagesEn)[Key]>] extends [never]
  ? []
  : [values: Record<ParamsOf<(typeof messagesEn)[Key]>, string | number>];

/** Gives the text of a key, with its values filled in. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string;

/**
 * Makes the function that components call for their texts. A value that is missing stays visible as
 * `{name}` and a text that is missing as its key, so a fault shows instead of breaking the page.
 */
export function createTranslate(locale: Locale, messages: SomeMessages): Translate {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number>> = rest[0] ?? {};
    const message: Message = messages[key] ?? key;
    const count = values['count'];
    const text =
      typeof message === 'string'
        ? message
        : typeof count === 'number' && plural.select(count) === 'one'
          ? message.one
          : message.other;
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}
