/** A host's own test, as the page on testing shows it. */
import { expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SmsService } from 'nest-iletimerkezi';
import { IletimerkeziTestingModule, SmsTestKit } from 'nest-iletimerkezi/testing';

@Injectable()
class Welcome {
  constructor(private readonly sms: SmsService) {}

  greet(phone: string): Promise<unknown> {
    return this.sms.send({ kind: 'transactional', text: 'Hos geldiniz', recipients: [phone] });
  }
}

it('greets by SMS', async () => {
  const app = await Test.createTestingModule({
    imports: [IletimerkeziTestingModule.forRoot()],
    providers: [Welcome],
  }).compile();

  await app.get(Welcome).greet('+905301234567');

  const message = await app.get(SmsTestKit).inbox.waitFor({ to: '+905301234567' });
  expect(message.text).toBe('Hos geldiniz');
  await app.close();
});
