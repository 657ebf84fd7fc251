import type { ErrorTexts } from 'iletimerkezi-core';

/** The errors of this package in both languages, by code. */
export const MCP_TEXTS = {
  'confirmation-invalid': {
    en: {
      title: 'The confirmation does not belong to this call',
      meaning:
        'A confirmation is valid for 10 minutes, in the session that asked for it, and for exactly the content that was shown.',
      fix: 'Call the tool again without `confirmation` and show the new preview to a person.',
    },
    tr: {
      title: 'Onay bu çağrıya ait değil',
      meaning: 'Bir onay 10 dakika boyunca, istendiği oturumda ve yalnız gösterilen içerik için geçerlidir.',
      fix: 'Aracı `confirmation` olmadan yeniden çağırıp yeni ön izlemeyi bir kişiye gösterin.',
    },
  },
  'confirmation-used': {
    en: {
      title: 'The confirmation has been used',
      meaning: 'A confirmation carries out one action. Nothing was done a second time.',
      fix: 'Look up what the first call did. For another action, ask for a new preview.',
    },
    tr: {
      title: 'Onay daha önce kullanıldı',
      meaning: 'Bir onay tek bir işlem içindir. İşlem ikinci kez yapılmadı.',
      fix: 'İlk çağrının sonucuna bakın. Başka bir işlem için yeni bir ön izleme isteyin.',
    },
  },
  'confirmation-declined': {
    en: {
      title: 'The person did not confirm',
      meaning: 'Nothing was sent or changed.',
      fix: 'Ask what should be different. Do not repeat the call unchanged.',
    },
    tr: {
      title: 'İşlem onaylanmadı',
      meaning: 'Hiçbir şey gönderilmedi ve değiştirilmedi.',
      fix: 'Neyin farklı olması gerektiğini sorun. Çağrıyı aynı içerikle yinelemeyin.',
    },
  },
  'call-cancelled': {
    en: {
      title: 'The client cancelled the call',
      meaning: 'Nothing was sent or changed.',
      fix: 'Call the tool again. The confirmation is still valid.',
    },
    tr: {
      title: 'İstemci çağrıyı iptal etti',
      meaning: 'Hiçbir şey gönderilmedi ve değiştirilmedi.',
      fix: 'Aracı yeniden çağırın. Onay hâlâ geçerli.',
    },
  },
  'elicitation-required': {
    en: {
      title: 'This client cannot ask a person for confirmation',
      meaning: 'The server accepts confirmations by elicitation only, and the client does not support it.',
      fix: 'Use a client that supports elicitation, or allow confirmation tokens in the settings of the server.',
    },
    tr: {
      title: 'Bu istemci bir kişiden onay isteyemiyor',
      meaning: 'Sunucu yalnız istemcide sorulan onayı kabul ediyor; istemci bunu desteklemiyor.',
      fix: 'Onay sorabilen bir istemci kullanın ya da sunucunun ayarlarında onay kodlarına izin verin.',
    },
  },
  'cap-exceeded': {
    en: {
      title: 'The call exceeds the cap {cap} of {max}',
      meaning: 'It needs {needed}; {left} are left. Nothing was sent.',
      fix: 'Send to fewer recipients, wait, or raise the cap in the settings of the server.',
    },
    tr: {
      title: 'Çağrı {cap} sınırını ({max}) aşıyor',
      meaning: '{needed} gerekiyor, kalan {left}. Hiçbir şey gönderilmedi.',
      fix: 'Daha az alıcıya gönderin, bekleyin ya da sunucunun ayarlarında sınırı yükseltin.',
    },
  },
  'commercial-needs-storage': {
    en: {
      title: 'Commercial messages need stored consents',
      meaning: 'Without storage and a brand code, the consents of the recipients cannot be checked.',
      fix: 'Set ILETIMERKEZI_STORAGE_DIR or ILETIMERKEZI_STORAGE_URL, and ILETIMERKEZI_BRAND_CODE.',
    },
    tr: {
      title: 'Ticari iletiler için kayıtlı onaylar gerekir',
      meaning: 'Depolama ve marka kodu olmadan alıcıların onayı denetlenemez.',
      fix: 'ILETIMERKEZI_STORAGE_DIR ya da ILETIMERKEZI_STORAGE_URL ile ILETIMERKEZI_BRAND_CODE değişkenlerini tanımlayın.',
    },
  },
  'arguments-invalid': {
    en: {
      title: 'The arguments do not match the schema of the tool',
      meaning: '{faults}.',
      fix: 'Correct the arguments and call the tool again.',
    },
    tr: {
      title: 'Bağımsız değişkenler aracın şemasına uymuyor',
      meaning: '{faults}.',
      fix: 'Değerleri düzeltip aracı yeniden çağırın.',
    },
  },
  'code-unknown': {
    en: {
      title: 'No such error code',
      meaning: '',
      fix: 'Give a code of the provider, such as 450, or a name, such as sender-invalid. The resource iletimerkezi://errors lists all.',
    },
    tr: {
      title: 'Böyle bir hata kodu yok',
      meaning: '',
      fix: 'Sağlayıcının bir kodunu (ör. 450) ya da bir adı (ör. sender-invalid) verin. Tümü iletimerkezi://errors kaynağındadır.',
    },
  },
  'internal-error': {
    en: {
      title: 'The server failed unexpectedly',
      meaning: 'Whether the action was carried out is unknown.',
      fix: 'Look up what was done before you repeat the call. The log of the server names the cause.',
    },
    tr: {
      title: 'Sunucuda beklenmeyen bir hata oluştu',
      meaning: 'İşlemin yapılıp yapılmadığı bilinmiyor.',
      fix: 'Çağrıyı yinelemeden önce ne yapıldığına bakın. Neden sunucunun günlüğünde yazar.',
    },
  },
  'guards-missing': {
    en: {
      title: 'The MCP endpoint has no guard',
      meaning: 'Without one, everybody who reaches it acts for the account.',
      fix: 'Pass `guards`, or `unauthenticated: true` for a server that only this machine reaches.',
    },
    tr: {
      title: 'MCP uç noktasında koruma (guard) yok',
      meaning: 'Koruma olmadan uç noktaya ulaşan herkes hesap adına işlem yapar.',
      fix: '`guards` verin; yalnız bu makinenin ulaştığı bir sunucu için `unauthenticated: true` kullanın.',
    },
  },
  'option-invalid': {
    en: { title: 'The option {option} is invalid', meaning: '{reason}.', fix: 'Correct the option.' },
    tr: { title: '{option} seçeneği geçersiz', meaning: '{reason}.', fix: 'Seçeneği düzeltin.' },
  },
} as const satisfies Record<string, ErrorTexts>;

/** The codes of this package's errors. */
export type McpErrorCode = keyof typeof MCP_TEXTS;
