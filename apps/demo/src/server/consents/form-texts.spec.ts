import { describe, expect, it } from '@jest/globals';
import { FORM_TEXTS } from './form-texts.js';

/** What a notice has to state. Source: law 6698 (KVKK), art. 10, and the fields that the form stores as evidence. */
const DUTIES = {
  tr: {
    controller: /^Veri sorumlusu: \S/,
    data: /IP adresiniz ve tarayıcınızın kimlik bilgisi \(user agent\)/,
    basis: /hukuki sebep: [\s\S]*KVKK m\. 5\/1; 6563 sayılı Kanun m\. 6[\s\S]*KVKK m\. 5\/2-ç/,
    recipients: /Aktarım: İleti Yönetim Sistemi A\.Ş\. \(İYS\)[^.]*iletiMerkezi/,
    retention: /geçerliliği sona erdikten sonra üç yıl/,
    rights: /Haklarınız \(KVKK m\. 11\)/,
    noAcceptance: /onaylamanız istenmez/,
  },
  en: {
    controller: /^Data controller: \S/,
    data: /your IP address and your browser’s user agent/,
    basis: /legal basis: [\s\S]*KVKK art\. 5\/1; law 6563, art\. 6[\s\S]*KVKK art\. 5\/2-ç/,
    recipients: /Recipients: İleti Yönetim Sistemi A\.Ş\. \(İYS\), iletiMerkezi/,
    retention: /three years after it ends/,
    rights: /Your rights \(KVKK art\. 11\)/,
    noAcceptance: /you are not asked to accept it/,
  },
} as const;

describe.each(['tr', 'en'] as const)('The privacy notice of the form (%s)', (locale) => {
  const { privacyNotice, statement } = FORM_TEXTS[locale];

  it.each(Object.entries(DUTIES[locale]))('states: %s', (_duty, sentence) => {
    expect(privacyNotice).toMatch(sentence);
  });

  // Source: KVKK Board, decision 2025/1072.
  it('is not part of the consent, which asks for one thing', () => {
    expect(statement.text).not.toMatch(/KVKK|6698|privacy|aydınlatma|okudum|read/i);
  });
});
