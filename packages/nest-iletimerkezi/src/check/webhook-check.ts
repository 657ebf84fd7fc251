import { isIP } from 'node:net';
import { passed, skipped, type Bilingual, type Finding } from './check.types.js';

const HINT_URL: Bilingual = {
  tr: 'Paneldeki adresi, yolu ve belirteci (token) kontrol edin.',
  en: 'Check address, path and token of the URL in the panel.',
};

/**
 * Checks whether the webhook is reachable and accepts its token. Posts an empty report, which the module answers with 400
 * when the token is valid and with 404 otherwise. No handler runs.
 * @param real whether the real provider calls the webhook, which then needs HTTPS and a public address
 */
export async function checkWebhook(
  address: string | undefined,
  { real, timeoutMs }: { real: boolean; timeoutMs: number },
): Promise<Finding> {
  if (address === undefined) {
    return skipped(
      'Webhook adresi verilmemiş: --webhook-url ya da ILETIMERKEZI_WEBHOOK_URL.',
      'No webhook address was given: --webhook-url or ILETIMERKEZI_WEBHOOK_URL.',
    );
  }
  if (!URL.canParse(address))
    return failed('Webhook adresi geçerli bir adres değil.', 'The webhook address is not a URL.');
  const url = new URL(address);
  if (url.protocol !== 'https:' && (real || url.protocol !== 'http:')) {
    return failed(
      'Sağlayıcı yalnızca HTTPS adreslerini çağırır.',
      'The provider calls HTTPS addresses only.',
      {
        tr: 'Adresi https:// ile yayınlayın.',
        en: 'Publish the address under https://.',
      },
    );
  }
  if (real && isPrivate(url.hostname)) {
    return failed(
      'Webhook adresi bu ağın dışından ulaşılamayan özel bir adres.',
      'The webhook address is a private one that cannot be reached from outside this network.',
      { tr: 'Herkese açık bir ad kullanın.', en: 'Use a public host name.' },
    );
  }
  const response = await post(url, timeoutMs);
  if (typeof response === 'string') {
    return failed(`Webhook’a ulaşılamadı (${response}).`, `The webhook could not be reached (${response}).`, {
      tr: 'Ad çözümlemeyi, sertifikayı, güvenlik duvarını ve uygulamanın çalıştığını kontrol edin.',
      en: 'Check name resolution, certificate, firewall, and that the application runs.',
    });
  }
  return findingOf(response);
}

function findingOf(status: number): Finding {
  if (status === 400) {
    return passed(
      'Webhook’a bu makineden ulaşıldı ve belirteç kabul edildi.',
      'The webhook was reached from this machine and accepted the token.',
    );
  }
  const [tr, en] = [`Webhook HTTP ${status} yanıtı verdi.`, `The webhook answered HTTP ${status}.`];
  if (status === 404) return failed(tr, en, HINT_URL);
  if (status === 401 || status === 403) {
    return failed(tr, en, {
      tr: 'Uygulamanın kendi koruması webhook’u da kapsıyor; bu yolu herkese açık olarak işaretleyin.',
      en: 'A guard of the application covers the webhook; mark its route public.',
    });
  }
  if (status >= 300 && status < 400) {
    return failed(tr, en, {
      tr: 'Sağlayıcının yönlendirmeleri izleyeceği belgelenmemiştir; panele son adresi yazın.',
      en: 'The provider is not documented to follow redirects; enter the final address in the panel.',
    });
  }
  if (status >= 500) {
    return failed(tr, en, { tr: 'Uygulamanın günlüğüne bakın.', en: 'See the application’s log.' });
  }
  return {
    status: 'warning',
    message: { tr, en },
    hint: {
      tr: 'Modülün webhook’u boş bir rapora 400 yanıtı verir; adresin ona gittiğini kontrol edin.',
      en: 'The module’s webhook answers an empty report with 400; check that the address leads to it.',
    },
  };
}

function failed(tr: string, en: string, hint: Bilingual = HINT_URL): Finding {
  return { status: 'failed', message: { tr, en }, hint };
}

/** Returns the HTTP status or an error code. Error messages are not returned because they may contain the address. */
async function post(url: URL, timeoutMs: number): Promise<number | string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'nest-iletimerkezi-check' },
      body: '{}',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : 'network error';
}

/** Returns whether a host is reachable only from this machine or its network. */
function isPrivate(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (isIP(name) === 4) return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(name);
  if (isIP(name) === 6) return name === '::' || name === '::1' || /^(f[cd]|fe[89ab])/.test(name);
  return !name.includes('.') || /\.(localhost|local|internal|lan|home|test|example|invalid)\.?$/.test(name);
}
