import { createHash } from 'node:crypto';
import { Body, Controller, DefaultValuePipe, Get, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import type { ConsentEvidence } from 'iletimerkezi-core';
import {
  ConsentRefusedError,
  ConsentsService,
  type ConsentEntry,
  type DeclineEntry,
} from 'nest-iletimerkezi';
import type { ConsentFormTexts, FormOutcome } from '../../shared/api/consents.js';
import { problem, ProblemException } from '../http/problems.js';
import { BrandCodeGuard } from './brand-code.guard.js';
import { consentProblem } from './consent-problem.js';
import { FormDecisionDto, type FormEvidenceDto } from './form-decision.dto.js';
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
    const { recorded, refused } = await this.consents.recordMany(entries);
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
    const { withdrawn, kept, declinedAt } = await this.consents.decline(entries);
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

/** Parses a time of the browser, if valid. */
function momentOf(text: string | undefined): Date | undefined {
  const moment = new Date(text ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Refuses texts that are not the current text of the form. */
function requireOurText({ text, textHash, textVersion, locale }: FormEvidenceDto): void {
  const { statement } = FORM_TEXTS[locale];
  if (textVersion !== statement.version) throw new ProblemException(409, problem('form-outdated'));
  const paragraphs = statement.text.normalize('NFC').split('\n\n');
  const isOurs =
    createHash('sha256').update(text).digest('hex') === textHash &&
    paragraphs.every((paragraph) => text.includes(paragraph));
  if (!isOurs) throw new ProblemException(422, problem('form-altered'));
}
