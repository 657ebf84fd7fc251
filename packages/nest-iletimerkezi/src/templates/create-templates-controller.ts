import {
  applyDecorators,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  type Type,
  UnauthorizedException,
  UseFilters,
} from '@nestjs/common';
import type {
  SavedTemplate,
  SavedTemplateList,
  SavedTextChange,
  SavedTextResult,
  TemplateToSave,
} from 'iletimerkezi-core';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { IletimerkeziExceptionFilter } from '../http/errors/exception.filter.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { TemplatesService } from './templates.service.js';
import type { ListTemplates, TemplateUser, TemplateVersion } from './templates.types.js';

/** Options of {@link createTemplatesController}. */
export interface TemplatesControllerOptions<Request = object> {
  /** The path below the global prefix, such as `templates`. */
  path: string;
  /**
   * Class decorators that admit only users who may send, such as `UseGuards(SessionGuard)`. Empty only if a global guard
   * protects every controller.
   */
  decorators: readonly ClassDecorator[];
  /** The account's name. Default: the default account. */
  account?: string;
  /**
   * Returns the id of the user, to whom drafts then belong. A request without one is answered with 401. Default: users share
   * their drafts.
   */
  user?: (request: Request) => string | undefined;
}

/**
 * Creates a controller of saved texts, which answers with `SavedTemplate` and `SavedTemplateList` of core:
 * `GET` (with `status`, `limit` and `after`), `GET :id` (with `version`), `GET :id/versions`, `POST` with a `TemplateToSave`,
 * `PUT :id` with the same without `id`, and `DELETE :id` (with `version`). The HTTP status is 422 for an invalid text, 404 for
 * `template-not-found`, and 409 for `template-changed`, whose answer has the current `version`. `POST changes` takes a
 * `SavedTextChange` of `SmsComposer` and answers with a `SavedTextResult`, which states a conflict with the current text.
 *
 * @example
 * \@Module({
 *   controllers: [
 *     createTemplatesController({ path: 'templates', decorators: [UseGuards(SessionGuard)], user: ({ session }) => session.userId }),
 *   ],
 * })
 */
export function createTemplatesController<Request = object>({
  path,
  decorators,
  account = DEFAULT_ACCOUNT,
  user,
}: TemplatesControllerOptions<Request>): Type<object> {
  const userOf = (request: Request): TemplateUser => {
    if (user === undefined) return {};
    const id = user(request);
    if (id === undefined) throw new UnauthorizedException();
    return { user: id };
  };

  class TemplatesController {
    constructor(
      @Inject(getIletimerkeziToken(account, TemplatesService)) private readonly templates: TemplatesService,
    ) {}

    @Get()
    async list(@Query() query: unknown, @Req() request: Request): Promise<SavedTemplateList<Date>> {
      return this.templates.list({ ...listOf(query), ...userOf(request) });
    }

    @Get(':id')
    async get(
      @Param('id') id: string,
      @Query() query: unknown,
      @Req() request: Request,
    ): Promise<SavedTemplate<Date>> {
      return this.templates.get(id, { ...versionOf(query), ...userOf(request) });
    }

    @Get(':id/versions')
    async versions(
      @Param('id') id: string,
      @Req() request: Request,
    ): Promise<readonly SavedTemplate<Date>[]> {
      return this.templates.versions(id, userOf(request));
    }

    @Post()
    @HttpCode(HttpStatus.OK)
    async save(@Body() body: unknown, @Req() request: Request): Promise<SavedTemplate<Date>> {
      return this.templates.save(templateOf(body), userOf(request));
    }

    @Post('changes')
    @HttpCode(HttpStatus.OK)
    async change(
      @Body() body: unknown,
      @Req() request: Request,
    ): Promise<SavedTextResult<SavedTemplate<Date>>> {
      return this.templates.change(changeOf(body), userOf(request));
    }

    @Put(':id')
    async replace(
      @Param('id') id: string,
      @Body() body: unknown,
      @Req() request: Request,
    ): Promise<SavedTemplate<Date>> {
      return this.templates.save({ ...templateOf(body), id }, userOf(request));
    }

    @Delete(':id')
    @HttpCode(HttpStatus.NO_CONTENT)
    async remove(@Param('id') id: string, @Query() query: unknown, @Req() request: Request): Promise<void> {
      await this.templates.remove(id, { ...versionOf(query), ...userOf(request) });
    }
  }
  applyDecorators(
    Controller(path),
    UseFilters(IletimerkeziExceptionFilter),
    ...decorators,
  )(TemplatesController);
  return TemplatesController;
}

/** Picks the fields of a body. The service checks them, so that the controller works without class-validator. */
function templateOf(body: unknown): TemplateToSave {
  const { id, version, status, name, text, kind, audience, sender }: TemplateToSave = Object(body);
  return { id, version, status, name, text, kind, audience, sender };
}

/** Picks the fields of a change. The service checks them. */
function changeOf(body: unknown): SavedTextChange {
  const { status, item, previous, reason }: SavedTextChange = Object(body);
  return { status, item, previous, reason };
}

/** Picks the fields of a query. Texts of digits are numbers. */
function listOf(query: unknown): ListTemplates {
  const { status, limit, after }: ListTemplates = Object(query);
  return { status, limit: numberOf(limit), after };
}

function versionOf(query: unknown): TemplateVersion {
  const { version }: TemplateVersion = Object(query);
  return { version: numberOf(version) };
}

/** Any other value is a fault of the service's check. */
const numberOf = (given: unknown): number | undefined => (given === undefined ? undefined : Number(given));
