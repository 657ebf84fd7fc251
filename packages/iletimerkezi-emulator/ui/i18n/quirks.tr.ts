import type { QuirkName } from '../../src/quirks/quirks.js';

/** The descriptions of the quirks in Turkish. The control plane returns the English text. */
export const QUIRKS_TR: Record<QuirkName, string> = {
  httpStatus:
    'Ret yanıtının HTTP durumu: kodun kendisi; 404/405/422/503 dışında 402 ve üstü için 400; ya da hep 200.',
  statusCodeType: 'send-sms ve cancel-order yanıtında response.status.code değerinin türü.',
  sendOrderIdType: 'send-sms yanıtında order.id değerinin türü.',
  reportOrderIdType: 'get-report yanıtında order.id değerinin türü.',
  reportFields: 'get-report sayaç, zaman, başlık ve fiyatı da verir ya da yalnızca id, durum ve mesajları.',
  reportStatusType:
    'get-report yanıtında gönderim ve mesaj durumlarının türü (bir SDK testinde metin görülmüştür).',
  reportNumbers: 'get-report yanıtında alıcılar “+905…” biçiminde ya da 5… tamsayısı olarak.',
  priceFormat: 'get-report yanıtında order.price sayı ya da ondalık virgüllü metin olarak.',
  reportsCount: 'get-reports yanıtında count: bu sayfadaki ya da aralıktaki tüm gönderimler.',
  reportsSpan: 'On gün, bitiş eksi başlangıç olarak (on bir takvim günü) ya da on takvim günü olarak.',
  balanceType: 'balance.amount ve balance.sms değerlerinin türü.',
  balanceMeaning: 'İki değer aynı bakiyeyi anlatır ya da hesabın faturalanmadığı birim 0 olur.',
  blacklistFormat: 'get-blacklist yanıtında tamsayı count ve “+905…” ya da metin count ve “5…”.',
  blacklistNumbers:
    'Kara listeye girebilen numaralar: yalnızca Türkiye operatörleri ya da her E.164 numarası.',
  sendDateTimeSeconds: 'Saniye içeren sendDateTime yok sayılıp hemen gönderilir ya da reddedilir.',
  pastSendDateTime: 'Geçmişte kalan bir sendDateTime.',
  iysField: 'iys alanı olmayan gönderim 468 ile reddedilir ya da iys=0 sayılır.',
  missingConsent:
    'iys=1 iken izni olmayan alıcılar: iletilemez, alıcı kalmazsa 469; biri bile varsa 469; ya da yalnızca iletilemez.',
  tacirConsent: 'TACIR alıcılar için ONAY gerekir ya da yalnızca RET engeller (kanundaki gibi).',
  blacklistedRecipients:
    'Hesabın kara listesindeki numaralar atlanır (alıcı kalmazsa 452) ya da gönderim reddedilir.',
  invalidRecipients:
    'Geçerlilerin arasındaki hatalı numaralar atılır (alıcı kalmazsa 452) ya da gönderim reddedilir.',
  repeatedRecipients: 'Bir metin için iki kez yazılan numara tek mesaj alır ya da iki.',
  duplicateKey: 'On dakika içinde iki gönderimin 451 için aynı sayılma ölçütü.',
  oversizedOrder: 'Tek istekte 50.000’den çok alıcı.',
  rateLimit: '100 alıcıya kadar olan gönderimlerde hesap başına saniyede 100 alıcının aşılması.',
  senderShape: 'Boş ya da biçimsiz başlık 450 ile ya da 459 ve 460 ile yanıtlanır.',
  apitestIys: 'iys değeri 0 olmayan APITEST, iys=0 olarak gönderilir ya da reddedilir.',
  apitestAfterApproval: 'Hesabın onaylı başlığı varken APITEST: 450 ya da hâlâ kullanılır ve listelenir.',
  cancelledReport: 'get-report yanıtı, iptal edilmiş gönderim için.',
  partsCounting: 'Uzun metnin boyu belgelenen tabloya göre ya da yorumlarının en yükseğine göre sayılır.',
  turkishLetterCost: 'Türkçe ayarında Ş ş Ğ ğ ç ı İ harflerinin her birinin bedeli.',
  unknownConsent:
    'Kaydı olmayan iys-check: İYS’de alıcının başka kaydı varsa [], yoksa 422; hep 422; ya da hep [].',
  foreignBrandOnRegister: 'Hesaba ait olmayan marka koduyla iys-register.',
  foreignBrandOnCheck: 'Hesaba ait olmayan marka koduyla iys-check.',
  kararFirst: 'Bir alıcının ilk kaydı olarak HS_KARAR.',
  retFirst: 'Bir alıcının ilk kaydı olarak RET: kabul edilir ama listelenmez, listelenir ya da reddedilir.',
  repeatedStatus: 'ONAY üstüne ONAY, RET üstüne RET; İYS bunu kabul etmez.',
  landlineCalls: 'ARAMA izninin alıcısı olarak sabit hat.',
  consentAge: 'consentDate için üç gün: 72 saat ya da üç iş günü (yalnızca hafta sonları atlanır).',
  text422: '422 kodunun Türkçe metni.',
  webhookIdType: 'İletim webhook’unda id ve packet_id değerlerinin türü.',
};
