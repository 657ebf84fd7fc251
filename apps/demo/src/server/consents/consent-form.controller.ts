import { createHash } from 'node:crypto';
import { Body, Controller, DefaultValuePipe, Get, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import type { ConsentEvidence } from 'iletimerkezi-core';
import { ConsentLedger, ConsentRefusedError, type ConsentEntry, type DeclineEntry } from 'nest-iletimerkezi';
import type { ConsentFormTexts, FormOutcome } from '../../shared/api/consents.js';
import { problem, ProblemException } from '../http/problems.js';
import { BrandCodeGuard } from './brand-code.guard.js';
import { consentProblem } from './consent-problem.js';
import { FormDecisionDto, type FormEvidenceDto } from './form-decision.dto.js';
import { FORM_TEXTS } from './form-texts.js';

/**
 * The form as a customer meets it, and what they decided. A consent is only kept with the words it was given on: the
 * browser sends them with their hash, and they must be ours. The server's time dates every decision; what the browser
 * says is evidence. A refusal and a withdrawal are taken whatever else is wrong with the request's words or clock.
 *
 * A host proves first that the number is the person's, by a code sent to it or a link with a token; the demo believes
 * whoever fills the form in. Entering such a code proves the number and is no consent (KVKK Board, decision 2025/1072).
 */
@UseGuards(BrandCodeGuard)
@Controller('api/consent-form')
export class ConsentFormController {
  constructor(private readonly ledger: ConsentLedger) {}

  @Get()
  texts(@Query('locale', new DefaultValuePipe('tr')) locale: string): ConsentFormTexts {
    return FORM_TEXTS[locale === 'en' ? 'en' : 'tr'];
  }

  /** Records a decision and answers what became of it, for the receipt that the person reads. */
  @Post()
  async decide(@Body() body: FormDecisionDto, @Req() request: Request): Promise<FormOutcome> {
    if (body.decision === 'consent') requireOurText(body.evidence);
    try {
      return body.decision === 'refuse'
        ? await this.#decline(body, request)
        : await this.#record(body, request);
    } catch (error) {
      throw consentProblem(error);
    }
  }

  async #record(body: FormDecisionDto, request: Request): Promise<FormOutcome> {
    const status = body.decision === 'withdraw' ? 'RET' : 'ONAY';
    const entries = body.records.map(({ recipient, recipientType, channel }): ConsentEntry => ({
      recipient,
      recipientType,
      channel,
      status,
      source: 'HS_WEB',
      evidence: evidenceOf(body, request),
    }));
    const { recorded, refused } = await this.ledger.recordMany(entries);
    const [fault] = refused;
    if (fault !== undefined) throw new ConsentRefusedError(fault.faults);
    return {
      recorded: recorded.length,
      recordedAt: new Date().toISOString(),
      withdrawn: status === 'RET' ? body.records.map(({ channel }) => channel) : [],
      kept: [],
    };
  }

  async #decline(body: FormDecisionDto, request: Request): Promise<FormOutcome> {
    const reached = new Map(
      [...(body.contacts ?? []), ...body.records].map((each) => [each.channel, each.recipient]),
    );
    const channels = new Set([...(body.channels ?? []), ...reached.keys()]);
    const entries = [...channels].map((channel): DeclineEntry => ({
      channel,
      recipient: reached.get(channel),
      recipientType: body.recipientType ?? body.records[0]?.recipientType,
      evidence: evidenceOf(body, request),
    }));
    const { withdrawn, kept, declinedAt } = await this.ledger.decline(entries);
    return {
      recorded: withdrawn.length,
      recordedAt: declinedAt.toISOString(),
      withdrawn: [...new Set(withdrawn.map(({ channel }) => channel))],
      kept,
    };
  }
}

const FORM_PAGES = { consent: '/form', refuse: '/form', withdraw: '/form/withdraw' } as const;

function evidenceOf({ id, decision, evidence }: FormDecisionDto, request: Request): ConsentEvidence {
  return {
    submissionId: id,
    text: evidence.text,
    textHash: evidence.textHash,
    textVersion: evidence.textVersion,
    locale: evidence.locale === 'tr' ? 'tr-TR' : 'en-GB',
    shownAt: momentOf(evidence.shownAt),
    ticks: evidence.ticks.flatMap(({ channel, tickedAt }) => {
      const moment = momentOf(tickedAt);
      return moment === undefined ? [] : [{ channel, tickedAt: moment }];
    }),
    decidedAt: momentOf(evidence.decidedAt),
    form: FORM_PAGES[decision],
    ip: request.ip,
    userAgent: request.headers['user-agent'],
  };
}

/** A moment by the browser's clock, as far as it is one. */
function momentOf(text: string | undefined): Date | undefined {
  const moment = new Date(text ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Refuses words that are not ours, or no longer: whoever read the older text decides again. */
function requireOurText({ text, textHash, textVersion, locale }: FormEvidenceDto): void {
  const { statement } = FORM_TEXTS[locale];
  if (textVersion !== statement.version) throw new ProblemException(409, problem('form-outdated'));
  const paragraphs = statement.text.normalize('NFC').split('\n\n');
  const isOurs =
    createHash('sha256').update(text).digest('hex') === textHash &&
    paragraphs.every((paragraph) => text.includes(paragraph));
  if (!isOurs) throw new ProblemException(422, problem('form-altered'));
}
