import { createHash } from 'node:crypto';

/** The state that a page shows. `failed`: the refusal was not stored; `limited`: too many requests from one address. */
export type OptOutPageState = 'ask' | 'done' | 'failed' | 'limited';

export interface OptOutPageContent {
  readonly state: OptOutPageState;
  readonly locale: 'tr' | 'en';
  /** The title of the business, if a brand is configured. */
  readonly title: string | undefined;
  /** The contact of the business, if its brand has one. */
  readonly contact: string | undefined;
}

interface Texts {
  readonly heading: string;
  readonly lead: string;
}

const TEXTS: Readonly<Record<'tr' | 'en', Readonly<Record<OptOutPageState, Texts>>>> = {
  tr: {
    ask: {
      heading: 'Ticari SMS almak istemiyorum',
      lead: 'Düğmeye bastığınızda bu numaraya ticari SMS gönderimini reddetmiş olursunuz. Ücretsizdir, gerekçe gerekmez.',
    },
    done: {
      heading: 'Talebiniz alındı',
      lead: 'Bağlantı size gönderilen bir mesajdan geliyorsa ret bildiriminiz kaydedildi. Ticari SMS gönderimi en geç üç iş günü içinde durur. Sonrasında da mesaj alırsanız bağlantıyı mesajdaki gibi, eksiksiz açın ya da bize ulaşın.',
    },
    failed: {
      heading: 'Talebiniz kaydedilemedi',
      lead: 'Şu anda bir sorun var. Lütfen birkaç dakika sonra yeniden deneyin.',
    },
    limited: {
      heading: 'Çok fazla istek geldi',
      lead: 'Lütfen birkaç dakika sonra yeniden deneyin.',
    },
  },
  en: {
    ask: {
      heading: 'Stop commercial SMS',
      lead: 'Press the button to refuse commercial SMS to this number. It is free of charge and needs no reason.',
    },
    done: {
      heading: 'We received your request',
      lead: 'If the link is from a message that was sent to you, your refusal is recorded. Commercial SMS stop within three business days. If you receive more after that, open the link exactly as in the message, or contact us.',
    },
    failed: {
      heading: 'Your request was not recorded',
      lead: 'There is a problem at the moment. Please try again in a few minutes.',
    },
    limited: { heading: 'Too many requests', lead: 'Please try again in a few minutes.' },
  },
};

const LABELS = {
  tr: { button: 'Ticari SMS gönderimini durdur', retry: 'Yeniden dene', contact: 'İletişim' },
  en: { button: 'Stop commercial SMS', retry: 'Try again', contact: 'Contact' },
} as const;

const STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.55 system-ui,sans-serif;background:#f6f7f9;color:#1b1f24}' +
  'main{box-sizing:border-box;width:100%;max-width:32rem;padding:2rem 1.25rem}' +
  'h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}p{margin:0 0 1.25rem;overflow-wrap:anywhere}' +
  'button{font:inherit;font-weight:600;width:100%;min-height:3rem;padding:.75rem 1rem;border:0;border-radius:.5rem;background:#0b5fad;color:#fff;cursor:pointer}' +
  'button:focus-visible{outline:3px solid #0b5fad;outline-offset:3px}' +
  'button:hover{background:#094d8c}' +
  '@media (prefers-color-scheme:dark){body{background:#14171b;color:#e8eaed}button{background:#8ec5ff;color:#0a1a2a}button:hover{background:#b3d8ff}button:focus-visible{outline-color:#8ec5ff}}';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * Headers of the page. It has no script, is not stored or indexed, and cannot be framed. The link is not sent on as a referrer:
 * the token is the permission to refuse.
 */
export const OPT_OUT_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  Vary: 'Accept-Language',
};

/** Returns the page. It depends on nothing of the token. */
export function optOutPage({ state, locale, title, contact }: OptOutPageContent): string {
  const { heading, lead } = TEXTS[locale][state];
  const { button, retry, contact: contactLabel } = LABELS[locale];
  const form =
    state === 'done'
      ? ''
      : `<form method="post"><button type="submit">${state === 'ask' ? button : retry}</button></form>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title === undefined ? heading : `${heading} · ${title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${title === undefined ? '' : `<p>${escaped(title)}</p>\n`}<h1>${heading}</h1>
<p>${lead}</p>
${form}
${contact === undefined ? '' : `<p>${contactLabel}: ${escaped(contact)}</p>\n`}</main>
</body>
</html>
`;
}

/** Returns the text that a person sees before pressing the button, as evidence of the refusal. */
export function optOutStatement(locale: 'tr' | 'en'): string {
  const { heading, lead } = TEXTS[locale].ask;
  return `${heading}\n${lead}\n${LABELS[locale].button}`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
