/** Values of the provider's API, for DTOs and their OpenAPI descriptions. Source: provider documentation, iys-register. */
export const RECIPIENT_TYPES = ['BIREYSEL', 'TACIR'] as const;
export const CHANNELS = ['MESAJ', 'EPOSTA', 'ARAMA'] as const;
export const CONSENT_STATUSES = ['ONAY', 'RET'] as const;
export const CONSENT_SOURCES = [
  'HS_FIZIKSEL_ORTAM',
  'HS_ISLAK_IMZA',
  'HS_ETKINLIK',
  'HS_EORTAM',
  'HS_WEB',
  'HS_MOBIL',
  'HS_MESAJ',
  'HS_EPOSTA',
  'HS_CAGRI_MERKEZI',
  'HS_SOSYAL_MEDYA',
  'HS_ATM',
  'HS_KARAR',
] as const;
