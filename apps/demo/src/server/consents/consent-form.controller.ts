import { createHash } from 'node:crypto';
import { Body, Controller, DefaultValuePipe, Get, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { ConsentLedger, ConsentRefusedError, type ConsentEntry } from 'nest-iletimerkezi';
import type { ConsentFormTexts } from '../../shared/api/consents.js';
import { problem, ProblemException } from '../http/problems.js';
import { BrandCodeGuard } from './brand-code.guard.js';
import { consentProblem } from './consent-problem.js';
import { FormDecisionDto, type FormEvidenceDto } from './form-decision.dto.js';
import { FORM_TEXTS } from './form-texts.js';

/**
 * The form as a customer meets it, and what they decided. A decision is only kept with the words it was made on: the
 * browser sends them with their hash, and they must be ours.
 *
 * A host proves first that the number is the person's, by a code sent to it or a link with a token; the demo believes
 * whoever fills the form in.
 */
@UseGuards(BrandCodeGuard)
@Controller('api/consent-form')
export class ConsentFormController {
  constructor(private readonly ledger: ConsentLedger) {}

  @Get()
  texts(@Query('locale', new DefaultValuePipe('tr')) locale: string): ConsentFormTexts {
    return FORM_TEXTS[locale === 'en' ? 'en' : 'tr'];
  }

  /** How many records the decision made, one for each channel; each is on its way to the registry from here. */
  @Post()
  async decide(@Body() body: FormDecisionDto, @Req() request: Request): Promise<{ recorded: number }> {
    const { decision, evidence } = body;
    if (decision !== 'withdraw') requireOurText(evidence);
    const status = decision === 'withdraw' ? 'RET' : 'ONAY';
    const now = new Date();
    const entries = body.records.map(({ recipient, recipientType, channel, consentDate }): ConsentEntry => ({
      recipient,
      recipientType,
      channel,
      status,
      source: 'HS_WEB',
      // A device whose clock is ahead must not make a consent that begins tomorrow.
      consentDate: new Date(Math.min(now.getTime(), new Date(consentDate).getTime())),
      evidence: {
        text: evidence.text,
        textVersion: evidence.version,
        locale: evidence.locale === 'tr' ? 'tr-TR' : 'en-GB',
        shownAt: new Date(evidence.shownAt),
        tickedAt: tickedAt(evidence, channel),
        form: decision === 'withdraw' ? '/form/withdraw' : '/form',
        ip: request.ip,
        userAgent: request.headers['user-agent'],
      },
    }));
    try {
      const { recorded, refused } = await this.ledger.recordMany(entries);
      const [fault] = refused;
      if (fault !== undefined) throw new ConsentRefusedError(fault.faults);
      return { recorded: recorded.length };
    } catch (error) {
      throw consentProblem(error);
    }
  }
}

function tickedAt({ ticks, decidedAt }: FormEvidenceDto, channel: string): Date {
  return new Date(ticks.find((tick) => tick.channel === channel)?.tickedAt ?? decidedAt);
}

/** Refuses words that are not ours, or no longer: whoever read the older text decides again. */
function requireOurText({ text, textHash, version, locale }: FormEvidenceDto): void {
  const { statement } = FORM_TEXTS[locale];
  if (version !== statement.version) throw new ProblemException(409, problem('form-outdated'));
  const paragraphs = statement.text.normalize('NFC').split('\n\n');
  const isOurs =
    createHash('sha256').update(text).digest('hex') === textHash &&
    paragraphs.every((paragraph) => text.includes(paragraph));
  if (!isOurs) throw new ProblemException(422, problem('form-altered'));
}
