import { describe, expect, it } from '@jest/globals';
import { messagesEn } from './en.js';
import { messagesTr } from './tr.js';

// Sources: law 6563, art. 6 (whom to ask for consent); regulation 2015/29417, art. 6 (no promotion without consent).
describe.each([
  ['tr', messagesTr, /gerçek kişi/i, /tacir ve esnaf dışında/i, /tanıtım[^.]* ticari ileti/i],
  ['en', messagesEn, /natural person/i, /neither merchants nor trades/i, /promotion[^.]* commercial/i],
] as const)('The words of the law (%s)', (_locale, messages, wrong, others, promotion) => {
  it('name individuals by what they are not: merchants or tradesmen, who may be natural persons too', () => {
    expect(messages['composer.audience.BIREYSEL.hint']).toMatch(others);
    for (const text of Object.values(messages)) expect(JSON.stringify(text)).not.toMatch(wrong);
  });

  it('state that a promotion makes a transactional message commercial', () => {
    expect(messages['composer.transactionalHint']).toMatch(promotion);
  });

  it('state that a merchant who refused gets nothing', () => {
    expect(messages['composer.audience.TACIR.hint']).toMatch(/\bret bildir|after a refusal/);
  });
});
