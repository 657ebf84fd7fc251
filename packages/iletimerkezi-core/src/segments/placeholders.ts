/** A field of a template that was not replaced. */
export interface Placeholder {
  /** The name of the field: `ad` for `{{ ad | upper }}`. */
  name: string;
  /** The placeholder as it is written in the text. */
  written: string;
  /** Its position in UTF-16 code units. */
  position: number;
}

const PATTERNS = /* @__PURE__ */ buildPatterns();

function buildPatterns(): { placeholder: RegExp; name: RegExp } {
  // A word of a field name. Dots, hyphens and underscores may join several words.
  const word = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_.\-]{0,39}`;
  // Up to three words ("Müşteri Adı Soyadı"), or an index ("0").
  const name = String.raw`(?:${word}(?: ${word}){0,2}|\d{1,2})`;

  // Braces, double parentheses and the tags of template engines. An ordinary message does not contain a name in one of
  // these, so any name counts. `{ }`, `{"a":1}`, `{12,5}`, a lone brace and emoticons contain no name.
  const template = [
    // Mustache, Handlebars, Jinja, Liquid: {{ad}}, {{ ad | upper }}, {{#if ad}}, {% if ad %}; ASP, ERB, Mapp: <%ad%>
    String.raw`\{\{[^{}\n]{1,80}\}\}`,
    String.raw`\{%[^{}\n]{1,80}%\}`,
    String.raw`<%[^<>\n]{1,80}%>`,
    // {ad}, ${ad}, WHMCS {$ad}, {0}, {ad|default}, {ad:'e}, {tarih:dd.MM}, and the head of an ICU argument: {sayi, plural, …
    String.raw`\{ {0,2}\$?${name} {0,2}(?:(?::(?:['’\p{L}][^{}|\n]{0,40})?)?(?:\|(?:[^{}\n]{0,160}\})?|\})|, {0,2}(?:plural|select|selectordinal|number|date|time)\b)`,
    // GOV.UK Notify: ((name)), ((name??shown))
    String.raw`\(\( {0,2}${name} {0,2}(?:\?\?[^()\n]{1,80})?\)\)`,
    // Mailchimp: *|FNAME|*
    String.raw`\*\|${name}\|\*`,
  ];

  // Delimiters that ordinary messages also contain ("[B001]", "%50", "#yaz"). The conditions on the letters before and
  // after exclude `%C4%AD%20` of a link and `#yaz#indirim`.
  const ambiguousPatterns = [
    String.raw`\[ ?${name} ?\]`,
    `<${name}>`,
    String.raw`(?<![\p{L}\p{N}])%${word}%(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}])#${word}#(?![\p{L}\p{N}])`,
  ];
  return {
    placeholder: new RegExp(`(?<template>${template.join('|')})|${ambiguousPatterns.join('|')}`, 'gu'),
    name: new RegExp(name, 'u'),
  };
}

/** Keywords of template engines before a name: conditions and loops, with their closing words. */
const ENGINE_WORDS =
  /^[\s#/^&>!=$~-]*(?:(?:if|unless|each|for|with|else|end|endif|endfor|elsif|elif|case|when)\b\s*)?/;

/**
 * Common names of fields in Turkish and English templates, lower case and without accents. Between
 * delimiters that ordinary messages also contain, only these names and names with an underscore (`[siparis_no]`, Netgsm's
 * style) are placeholders.
 */
const FIELD_NAMES: ReadonlySet<string> = /* @__PURE__ */ buildFieldNames();

function buildFieldNames(): Set<string> {
  const names =
    'ad adi adsoyad isim isimsoyad soyad soyadi soyisim unvan firma sirket musteri uye telefon tel gsm cep eposta ' +
    'tarih saat tutar bakiye borc fiyat kod sifre parola plaka adres siparisno takipno kargono randevu link ' +
    'name firstname lastname surname fullname username company phone mobile email date time amount price balance ' +
    'code otp password address url orderid ordernumber';
  return new Set(names.split(' '));
}

/**
 * Finds template fields that were not replaced: `{ad}`, `{ad|müşterimiz}`, `{ad:'e}`, `{{ad}}`, `${ad}`, `{0}`, `((ad))`, `{% … %}`, and `[ad]`, `%ad%`,
 * `#ad#`, `<ad>` if the name is a common one or has an underscore (`[siparis_no]`). Braces without a name
 * (`{ }`, `{"a":1}`), a lone brace and emoticons are ordinary text.
 *
 * The provider does not replace fields: it sends the text as it is.
 *
 * @example findPlaceholders('Sayın {ad}, %50 indirim').map(({ name }) => name) // ['ad']
 */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of plainSigns(text).matchAll(PATTERNS.placeholder)) {
    const isTemplate = match.groups?.['template'] !== undefined;
    const name = nameIn(match[0], isTemplate);
    if (name === undefined || !(isTemplate || isFieldName(name))) continue;
    const { index: position } = match;
    found.push({ name, written: text.slice(position, position + match[0].length), position });
  }
  return found;
}

/** Other spaces, and the invisible characters that editors insert. Each is one UTF-16 code unit. */
const OTHER_SPACE = /[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/** Replaces other spaces and full-width braces with their plain form; positions stay the same. */
const plainSigns = (text: string): string =>
  text.replace(OTHER_SPACE, ' ').replaceAll('｛', '{').replaceAll('｝', '}');

function nameIn(written: string, isTemplate: boolean): string | undefined {
  const inside = written.replace(/^[{(<[%#$]+/, '');
  const named = PATTERNS.name.exec(isTemplate ? inside.replace(ENGINE_WORDS, '') : inside);
  // Closing and alternative blocks have no field: {% endif %}.
  return (named ?? PATTERNS.name.exec(inside))?.[0].trim();
}

function isFieldName(name: string): boolean {
  return /[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(name) || FIELD_NAMES.has(plain(name));
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M} .-]/gu, '')
    .replaceAll('ı', 'i');
