import { Body, Controller, DefaultValuePipe, Get, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { ConsentsService, type ConsentOutcomeView } from 'nest-iletimerkezi';
import { ConsentFormDto, consentTextFault, recordConsentForm } from 'nest-iletimerkezi/dto';
import type { ConsentFormTexts } from '../../shared/api/consents.js';
import { problem, ProblemException } from '../http/problems.js';
import { BrandCodeGuard } from './brand-code.guard.js';
import { FORM_TEXTS } from './form-texts.js';

/**
 * The consent form for customers. A consent is stored only with the text that was displayed: the
 * browser sends the text with its hash, and it must match the server's text. The server dates every decision; the times of the
 * browser are evidence. Refusals and withdrawals are accepted even if the text or the clock of the request is wrong.
 *
 * A host must first verify the number with a one-time code or a link with a token. The demo accepts
 * every number. Entering a code proves the number and is not a consent (KVKK Board, decision 2025/1072).
 */
@UseGuards(BrandCodeGuard)
@Controller('api/consent-form')
export class ConsentFormController {
  constructor(private readonly consents: ConsentsService) {}

  @Get()
  texts(@Query('locale', new DefaultValuePipe('tr')) locale: string): ConsentFormTexts {
    return FORM_TEXTS[locale === 'en' ? 'en' : 'tr'];
  }

  /** Records a decision and returns the data for the receipt. */
  @Post()
  decide(@Body() body: ConsentFormDto, @Req() request: Request): Promise<ConsentOutcomeView> {
    if (body.decision === 'consent') requireOurText(body);
    return recordConsentForm(this.consents, body, {
      form: body.decision === 'withdraw' ? '/form/withdraw' : '/form',
      ...(request.ip !== undefined && { ip: request.ip }),
      ...(request.headers['user-agent'] !== undefined && { userAgent: request.headers['user-agent'] }),
    });
  }
}

/** Refuses texts that are not the current text of the form. */
function requireOurText({ evidence }: ConsentFormDto): void {
  const { statement } = FORM_TEXTS[evidence.locale === 'en' ? 'en' : 'tr'];
  const fault = consentTextFault(evidence, statement);
  if (fault === 'outdated') throw new ProblemException(409, problem('form-outdated'));
  if (fault === 'altered') throw new ProblemException(422, problem('form-altered'));
}
