import {
  inputRequired,
  inputResponse,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { isIletimerkeziError, type IletimerkeziError } from 'iletimerkezi-core';
import type { Reservation } from '../policy/caps.js';
import type { Binding } from '../policy/confirmations.js';
import { McpError } from '../policy/mcp.error.js';
import { NumberMask } from '../policy/number-mask.js';
import type { ResolvedPolicy } from '../policy/policy.js';
import type { JsonObject, PreparedAction, Tool, ToolCall } from '../tools/tool.js';
import type { IletimerkeziAccount } from 'nest-iletimerkezi';
import { answerOf, failureOf } from './answer.js';
import { auditCall, type AuditOutcome } from './audit.js';
import { CallProgress } from './call-progress.js';
import { callerOf, type Caller } from './caller.js';
import type { Serving } from './serving.js';

interface Invocation {
  readonly tool: Tool;
  readonly args: unknown;
  readonly serving: Serving;
  readonly server: McpServer;
  readonly context: ServerContext;
}

/** A call in progress. */
interface Running extends Invocation {
  readonly progress: CallProgress;
}

const WAITING = { tr: 'Yanıt bekleniyor.', en: 'Waiting for an answer.' } as const;

/** The key of the form that asks a person. */
const FORM = 'confirm';

type Step =
  | { readonly outcome: AuditOutcome; readonly data: JsonObject; readonly action?: PreparedAction }
  | { readonly outcome: 'asked'; readonly ask: InputRequiredResult; readonly action: PreparedAction };

/**
 * Runs a call of a tool: parses the arguments, applies the policy, asks for a confirmation, acts, and writes the audit row.
 * Never throws: errors are results that the model can read.
 */
export async function runTool(invocation: Invocation): Promise<CallToolResult | InputRequiredResult> {
  const { tool, serving } = invocation;
  const caller = callerOf(invocation.server, invocation.context);
  const isCounted = tool.permission === undefined && tool.reportsCounts;
  const message = isCounted ? undefined : WAITING[serving.policy.locale];
  const progress = new CallProgress(invocation.context.mcpReq, message, serving.onError);
  try {
    const step = await stepOf({ ...invocation, progress }, caller, await serving.account);
    await auditCall(serving, { tool: tool.name, caller, outcome: step.outcome, size: step.action?.size });
    return 'ask' in step ? step.ask : answerOf(step.data, tool.isUntrusted);
  } catch (cause) {
    const error = toError(cause, tool, serving);
    const outcome = error.code === 'confirmation-declined' ? 'declined' : 'failed';
    await auditCall(serving, { tool: tool.name, caller, outcome, code: error.code });
    return failureOf(error, serving.policy.locale);
  } finally {
    progress.stop();
  }
}

function toError(cause: unknown, tool: Tool, { onError }: Serving): IletimerkeziError {
  if (isIletimerkeziError(cause)) return cause;
  onError(cause);
  return new McpError('internal-error', {}, tool.permission === undefined ? 'not-applied' : 'unknown');
}

async function stepOf(invocation: Running, caller: Caller, account: IletimerkeziAccount): Promise<Step> {
  const { tool, args } = invocation;
  const call = toolCall(invocation, caller, account);
  if (tool.permission === undefined) {
    const run = await tool.parse(args);
    return { outcome: 'read', data: await run(call) };
  }
  const prepare = await tool.parse(args);
  return act(invocation, caller, await prepare(call), account.name);
}

async function act(
  invocation: Running,
  caller: Caller,
  action: PreparedAction,
  account: string,
): Promise<Step> {
  const { serving, context, args } = invocation;
  const { caps, confirmations, policy } = serving;
  const { signal } = context.mcpReq;
  const binding: Binding = { account, caller: caller.id, content: action.content };
  const token = caller.canElicit ? answered(context) : givenToken(args);
  if (token === undefined) {
    if (action.size !== undefined) await caps.check(action.size);
    const { token: issued, expiresAt } = confirmations.issue(binding);
    if (caller.canElicit) return { outcome: 'asked', ask: question(action, issued, policy), action };
    if (policy.confirmation === 'elicitation') throw new McpError('elicitation-required');
    const data = {
      status: 'confirmation-required',
      preview: action.preview,
      confirmation: issued,
      expiresAt: expiresAt.toISOString(),
    };
    return { outcome: 'asked', data, action };
  }
  if (signal.aborted) throw new McpError('call-cancelled');
  const { key, isFirst } = confirmations.redeem(token, binding);
  if (!isFirst && !action.isDeduplicated) {
    const missed = await confirmations.missedResult(key);
    if (missed === undefined) throw new McpError('confirmation-used');
    return { outcome: 'done', data: { ...missed, repeated: true }, action };
  }
  const result = carryOut(action, key, invocation);
  confirmations.keep(key, { result, signal });
  const data = await result;
  return { outcome: 'done', data: isFirst ? data : { ...data, repeated: true }, action };
}

async function carryOut(
  { size, run }: PreparedAction,
  key: string,
  { serving, context, progress }: Running,
): Promise<JsonObject> {
  const { caps, confirmations, onError, policy } = serving;
  const { signal } = context.mcpReq;
  let reserved: Reservation | undefined;
  try {
    if (size !== undefined) {
      reserved = await caps.reserve(size, key);
      progress.describe(sendingText(size.recipients, policy));
    }
    if (signal.aborted) throw new McpError('call-cancelled');
    return await run(key);
  } catch (error) {
    if (!isIletimerkeziError(error) || error.outcome !== 'not-applied') throw error;
    await reserved?.release().catch(onError);
    // The person confirmed it, and it can still be done.
    if (signal.aborted || error.code === 'cap-exceeded') confirmations.restore(key);
    throw error;
  }
}

function sendingText(recipients: number, { locale }: ResolvedPolicy): string {
  const count = new Intl.NumberFormat(locale === 'tr' ? 'tr-TR' : 'en-US').format(recipients);
  return locale === 'tr' ? `${count} alıcıya gönderiliyor.` : `Sending to ${count} recipients.`;
}

/**
 * Returns the token of a form that a person accepted; undefined before it was asked.
 * @throws McpError `confirmation-declined`
 */
function answered({ mcpReq }: ServerContext): string | undefined {
  const answer = inputResponse(mcpReq.inputResponses, FORM);
  if (answer.kind === 'missing') return undefined;
  const isAccepted =
    answer.kind === 'elicit' && answer.action === 'accept' && answer.content?.['confirm'] === true;
  if (!isAccepted) throw new McpError('confirmation-declined');
  const state: unknown = mcpReq.requestState();
  if (typeof state !== 'string') throw new McpError('confirmation-invalid');
  return state;
}

function givenToken(args: unknown): string | undefined {
  const token: unknown =
    typeof args === 'object' && args !== null ? Reflect.get(args, 'confirmation') : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function question(action: PreparedAction, token: string, { locale }: ResolvedPolicy): InputRequiredResult {
  const title = locale === 'tr' ? 'Onaylıyorum' : 'I confirm';
  return inputRequired({
    inputRequests: {
      [FORM]: inputRequired.elicit({
        message: action.question,
        requestedSchema: {
          type: 'object',
          properties: { confirm: { type: 'boolean', title } },
          required: ['confirm'],
        },
      }),
    },
    requestState: token,
  });
}

function toolCall(
  { serving, context, args, progress }: Running,
  caller: Caller,
  account: IletimerkeziAccount,
): ToolCall {
  const { policy, confirmations } = serving;
  return {
    account,
    policy,
    mask: new NumberMask({ showAll: policy.showNumbers, named: policy.showNumbers ? [] : textsOf(args) }),
    signal: context.mcpReq.signal,
    progress: (done, total) => progress.report(done, total),
    confirm: (content) => confirmations.issue({ account: account.name, caller: caller.id, content }),
  };
}

/** Returns the texts of the arguments that could be a number or an address. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return /\d{7}|@/.test(value.replace(/[\s().-]/g, '')) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
