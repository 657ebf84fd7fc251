import {
  applyDecorators,
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Req,
  type Type,
  UseFilters,
} from '@nestjs/common';
import {
  type CampaignDetail,
  type CampaignReport,
  type ComposedMessage,
  Faults,
  type SubmitResult,
} from 'iletimerkezi-core';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { SubmitResultFilter, toSubmitResult } from '../http/dto/submit-result.js';
import { dateOf } from '../http/dto/date-of.js';
import { IletimerkeziExceptionFilter } from '../http/errors/exception.filter.js';
import { CampaignReports } from '../http/reports/campaign-reports.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { CampaignCosts, CostSums, RecipientCost } from '../outbox/campaign-costs.js';
import { OutboxError } from '../outbox/outbox.errors.js';
import { OutboxService } from '../outbox/outbox.service.js';
import type { ComposeOptions, EnqueueOptions } from '../outbox/outbox.types.js';

/** What a request does with a campaign. `compose` returns its message with its recipients. */
export type CampaignAction =
  | 'read'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'reschedule'
  | 'compose'
  | 'duplicate'
  | 'resend';

/** Options of {@link createCampaignsController}. */
export interface CampaignsControllerOptions<Request = object> {
  /** The path below the global prefix, such as `campaigns`. */
  path: string;
  /**
   * Class decorators that admit only users who may send, such as `UseGuards(SessionGuard)`. Empty only if a global guard
   * protects every controller.
   */
  decorators: readonly ClassDecorator[];
  /** The account's name. Default: the default account. */
  account?: string;
  /**
   * Refuses an action by throwing an `HttpException`, for users who may read but not send. Called before anything is read. Default:
   * whoever the decorators admit may do everything.
   */
  authorize?: (request: Request, action: CampaignAction) => void | Promise<void>;
}

/** A campaign in a page, with what it costs. */
export type CampaignWithCosts = CampaignReport & {
  readonly costs: CostSums;
};

/** One page of campaigns, newest first. */
export interface CampaignPage {
  readonly campaigns: readonly CampaignWithCosts[];
  /** Pass it as `before` for the next page. Absent on the last page. */
  readonly next?: string;
}

/** Campaigns of a page. */
const LISTED = 50;
/** The costs of each campaign are read separately. */
const MOST_LISTED = 100;

/**
 * Creates a controller for campaigns after they were enqueued.
 *
 * | route | does |
 * | --- | --- |
 * | `GET ?limit&before` | {@link CampaignPage}, 1 to 100 campaigns, 50 by default |
 * | `GET :id` | `CampaignDetail` of core |
 * | `GET :id/costs`, `GET :id/orders/:orderId/costs` | {@link CampaignCosts}, and those of each recipient of an order |
 * | `GET :id/message?only` | `ComposedMessage`, to open the campaign in a composer: see `OutboxService.compose` |
 * | `POST :id/pause`, `:id/resume`, `:id/cancel` | changes what was not sent, and answers with `CampaignDetail`, whose orders state what was changed |
 * | `POST :id/reschedule` | sends it at `notBefore` of the body (ISO 8601 with a zone), and answers with `CampaignDetail` |
 * | `POST :id/duplicate`, `POST :id/resend` | sends it again, to all or to those who did not get it, and answers with `SubmitResult`; body: `dedupeKey`, `notBefore`, `notAfter`, `expect` of {@link EnqueueOptions} |
 *
 * A campaign is sent again once: the default of `dedupeKey` is derived from its id. The HTTP status is 404 for a campaign of
 * another account or none, 409 when a campaign is in another state than the action needs (`campaign-started`,
 * `nothing-to-cancel`, `reschedule-too-soon`, `dedupe-conflict`), 410 when its recipients were erased, and 422 for an invalid id, time or option. A second
 * `cancel` of a cancelled campaign is answered as the first.
 *
 * @example
 * \@Module({
 *   controllers: [createCampaignsController({ path: 'campaigns', decorators: [UseGuards(SessionGuard)] })],
 * })
 */
export function createCampaignsController<Request = object>({
  path,
  decorators,
  account = DEFAULT_ACCOUNT,
  authorize = () => undefined,
}: CampaignsControllerOptions<Request>): Type<object> {
  class CampaignsController {
    constructor(
      @Inject(getIletimerkeziToken(account, OutboxService)) private readonly outbox: OutboxService,
      @Inject(getIletimerkeziToken(account, CampaignReports)) private readonly reports: CampaignReports,
    ) {}

    @Get()
    async list(@Query() query: unknown, @Req() request: Request): Promise<CampaignPage> {
      await authorize(request, 'read');
      const { limit, before } = pageOf(query);
      const found = await this.reports.list(limit + 1, before);
      const listed = found.slice(0, limit);
      const campaigns: CampaignWithCosts[] = [];
      for (const campaign of listed) {
        campaigns.push({ ...campaign, costs: await this.outbox.campaign(campaign.id).costSums() });
      }
      const next = found.length > limit ? listed.at(-1)?.id : undefined;
      return { campaigns, ...(next !== undefined && { next }) };
    }

    @Get(':id')
    async read(@Param('id') id: string, @Req() request: Request): Promise<CampaignDetail> {
      await authorize(request, 'read');
      return this.reports.read(id);
    }

    @Get(':id/costs')
    async costs(@Param('id') id: string, @Req() request: Request): Promise<CampaignCosts> {
      await authorize(request, 'read');
      return this.outbox.campaign(id).costs();
    }

    @Get(':id/orders/:orderId/costs')
    async recipientCosts(
      @Param('id') id: string,
      @Param('orderId') orderId: string,
      @Req() request: Request,
    ): Promise<RecipientCost[]> {
      await authorize(request, 'read');
      return this.outbox.campaign(id).recipientCosts(orderId);
    }

    @Get(':id/message')
    @Header('Cache-Control', 'no-store')
    async compose(
      @Param('id') id: string,
      @Query() query: ComposeOptions,
      @Req() request: Request,
    ): Promise<ComposedMessage> {
      await authorize(request, 'compose');
      return this.outbox.compose(id, query);
    }

    @Post(':id/pause')
    @HttpCode(HttpStatus.OK)
    async pause(@Param('id') id: string, @Req() request: Request): Promise<CampaignDetail> {
      await authorize(request, 'pause');
      await this.outbox.campaign(id).pause();
      return this.reports.read(id);
    }

    @Post(':id/resume')
    @HttpCode(HttpStatus.OK)
    async resume(@Param('id') id: string, @Req() request: Request): Promise<CampaignDetail> {
      await authorize(request, 'resume');
      await this.outbox.campaign(id).resume();
      return this.reports.read(id);
    }

    @Post(':id/cancel')
    @HttpCode(HttpStatus.OK)
    async cancel(@Param('id') id: string, @Req() request: Request): Promise<CampaignDetail> {
      await authorize(request, 'cancel');
      const cancelled = await this.outbox.campaign(id).cancel();
      const detail = await this.reports.read(id);
      const isCancelled = detail.orders.some(({ state }) => state === 'cancelled');
      if (cancelled === 0 && !isCancelled) throw new OutboxError('nothing-to-cancel', { id });
      return detail;
    }

    @Post(':id/reschedule')
    @HttpCode(HttpStatus.OK)
    async reschedule(
      @Param('id') id: string,
      @Body() body: unknown,
      @Req() request: Request,
    ): Promise<CampaignDetail> {
      await authorize(request, 'reschedule');
      await this.outbox.campaign(id).reschedule(dateOf(Object(body).notBefore));
      return this.reports.read(id);
    }

    @Post(':id/duplicate')
    @UseFilters(SubmitResultFilter)
    async duplicate(
      @Param('id') id: string,
      @Body() body: unknown,
      @Req() request: Request,
    ): Promise<SubmitResult> {
      await authorize(request, 'duplicate');
      return toSubmitResult(await this.outbox.duplicate(id, optionsOf(body, `duplicate:${id}`)));
    }

    @Post(':id/resend')
    @UseFilters(SubmitResultFilter)
    async resend(
      @Param('id') id: string,
      @Body() body: unknown,
      @Req() request: Request,
    ): Promise<SubmitResult> {
      await authorize(request, 'resend');
      return toSubmitResult(await this.outbox.resendUndelivered(id, optionsOf(body, `resend:${id}`)));
    }
  }
  applyDecorators(
    Controller(path),
    UseFilters(IletimerkeziExceptionFilter),
    ...decorators,
  )(CampaignsController);
  return CampaignsController;
}

/** Picks the fields of a query. Texts of digits are numbers; the service checks the rest. */
function pageOf(query: unknown): { limit: number; before: string | undefined } {
  const { limit: given = LISTED, before }: { limit?: unknown; before?: string } = Object(query);
  const limit = Number(given);
  const faults = new Faults();
  faults.wholeNumber('limit', limit, 1, MOST_LISTED);
  faults.throwIfAny();
  return { limit, before };
}

/** Picks the fields of a body. The service checks them, so that the controller works without class-validator. */
function optionsOf(body: unknown, defaultKey: string): EnqueueOptions {
  const given: Pick<EnqueueOptions, 'dedupeKey' | 'expect'> & { notBefore?: unknown; notAfter?: unknown } =
    Object(body);
  const { dedupeKey = defaultKey, expect, notBefore, notAfter } = given;
  return {
    dedupeKey,
    ...(expect !== undefined && { expect }),
    ...(notBefore !== undefined && { notBefore: dateOf(notBefore) }),
    ...(notAfter !== undefined && { notAfter: dateOf(notAfter) }),
  };
}
