import {
  Injectable,
  Logger,
  NotFoundException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import { IletimerkeziEvents } from '../events/events.js';
import { ConfigurationError } from '../common/configuration.error.js';
import { isValidToken, redactWebhookUrl } from './delivery-token.js';
import { webhookAccountOf } from './delivery-webhook.metadata.js';

interface WebhookRequest {
  query?: { token?: unknown };
  params?: { token?: unknown };
  /** Node's request, on platforms that wrap it. */
  raw?: { url: string; originalUrl?: string };
  url: string;
  originalUrl?: string;
}

/**
 * Accepts webhook calls that have a valid token in the query (`?token=`) or in the path (`:token`). Other calls get 404,
 * as if the path did not exist.
 */
@Injectable()
export class DeliveryWebhookGuard implements CanActivate {
  private readonly logger = new Logger('IletimerkeziWebhook');

  constructor(
    private readonly accounts: AccountContexts,
    private readonly events: IletimerkeziEvents,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const account = webhookAccountOf(handler);
    const tokens = this.accounts.of(account).options.webhook?.tokens;
    const where = `${context.getClass().name}.${handler.name}`;
    if (tokens === undefined) throw new ConfigurationError('webhook-tokens-missing', { where, account });

    const request = context.switchToHttp().getRequest<WebhookRequest>();
    const inPath = request.params?.token;
    const given = request.query?.token ?? inPath;
    hideToken(request, typeof inPath === 'string' ? [inPath] : []);
    if (isValidToken(given, tokens)) return true;

    const how = given === undefined ? 'without a token' : 'with a token that is not valid';
    this.logger.warn(`A call to ${where} (account "${account}") came ${how} and was answered with 404.`);
    this.events.emit({ type: 'delivery.rejected', account });
    throw new NotFoundException();
  }
}

/** Removes the token from the request's URL, so that exception filters and access logs do not log it. */
function hideToken(request: WebhookRequest, tokens: readonly string[]): void {
  const target = request.raw ?? request;
  target.url = redactWebhookUrl(target.url, tokens);
  if (target.originalUrl !== undefined) target.originalUrl = redactWebhookUrl(target.originalUrl, tokens);
}
