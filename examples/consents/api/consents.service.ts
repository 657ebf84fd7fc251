import { Injectable } from '@nestjs/common';
import { parseTurkishMobile } from 'iletimerkezi-core';
import { ConsentsService as Ledger, type ConsentOutcomeView } from 'nest-iletimerkezi';
import { type ConsentFormDto, type FormLedger, recordConsentForm } from 'nest-iletimerkezi/dto';
import { prismaTransaction } from 'nest-iletimerkezi/tx/prisma';
import { PrismaService } from './prisma.service.js';

@Injectable()
export class ConsentsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly ledger: Ledger,
  ) {}

  /** Stores the customer and the consent in one transaction: both exist, or neither does. */
  record(form: ConsentFormDto, userAgent: string | undefined): Promise<ConsentOutcomeView> {
    const request = { form: '/', ...(userAgent !== undefined && { userAgent }) };
    // A refusal is evidence only, or ends a consent. The person does not become a customer.
    if (form.decision !== 'consent') return recordConsentForm(this.ledger, form, request);
    return this.prisma.$transaction(async (tx) => {
      for (const phone of phonesOf(form))
        await tx.customer.upsert({ where: { phone }, create: { phone }, update: {} });
      const ledger: FormLedger = {
        recordMany: (entries) => this.ledger.recordMany(entries, { tx: prismaTransaction(tx) }),
        decline: (entries) => this.ledger.decline(entries),
      };
      return recordConsentForm(ledger, form, request);
    });
  }

  /** Lists the customers, newest first, with their current consent to SMS. */
  async customers() {
    const customers = await this.prisma.customer.findMany({ orderBy: { createdAt: 'desc' }, take: 50 });
    return Promise.all(
      customers.map(async ({ phone }) => {
        const current = await this.ledger.current({
          recipient: phone,
          recipientType: 'BIREYSEL',
          channel: 'MESAJ',
        });
        return { phone, mayReceiveSms: current?.status === 'ONAY' };
      }),
    );
  }
}

/** The distinct phone numbers of a form in E.164. An invalid number is refused with the consent. */
function phonesOf({ records }: ConsentFormDto): string[] {
  const parsed = records.map(({ recipient }) => parseTurkishMobile(recipient));
  return [...new Set(parsed.flatMap((result) => (result.ok ? [result.value] : [])))];
}
