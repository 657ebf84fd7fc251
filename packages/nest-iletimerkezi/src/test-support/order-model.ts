import type { OrderState } from 'iletimerkezi-core';
import type { Model } from './explore.js';
import { admits, ORDER_WRITES, type OrderWrite, type OrderWriteName } from '../storage/order-writes.js';

/** Token of an attempt: the number of its claim; 0 for none. */
type Token = number;

/** Result of an attempt as seen by its job. */
type Observed = 'nothing-left' | 'accepted' | 'refused' | 'duplicate' | 'unknown';

/** Work of one instance on the order, from its claim to the last acknowledged write. */
interface Job {
  readonly instance: number;
  readonly token: Token;
  /** Whether an earlier attempt had entered `submitting` when the order was claimed. */
  readonly attempted: boolean;
  readonly observed: Observed | 'claimed' | 'may-leave' | 'marked';
}

/** A delayed statement. Its sender no longer waits for it, or based it on an earlier read. */
interface Statement {
  readonly write: OrderWriteName;
  readonly token: Token;
  readonly instance: number;
  /** Whether the recovery that sends it must create the marker of the attempt before. */
  readonly marksFirst?: boolean;
}

interface ModelState {
  readonly order: { readonly state: OrderState; readonly claim: Token; readonly attempt: Token };
  /** The instance in the order's `claimed_by`; -1 is none. */
  readonly owner: number;
  readonly leases: readonly boolean[];
  readonly jobs: readonly Job[];
  readonly statements: readonly Statement[];
  /** Who created the marker of an attempt, by its token: its sender, or an instance that recovered the order. */
  readonly marks: Readonly<Record<Token, 'sent' | 'unsent'>>;
  readonly accepted: number;
  /** Complete requests that the provider accepted or refused as duplicates. */
  readonly requests: number;
  /** Requests that the client considered not sent although they had arrived. */
  readonly misjudged: number;
  /** Whether a job has confirmed that it persisted an acceptance. */
  readonly isConfirmed: boolean;
  readonly claims: number;
  readonly faults: number;
}

/** A defect of the protocol that the exploration must find. */
export interface Mutation {
  /** Writes that match only the state and not their token. */
  readonly unfenced?: readonly OrderWriteName[];
  /** Writes that match the claiming instance instead of their token. */
  readonly byInstance?: readonly OrderWriteName[];
  readonly from?: Partial<Record<OrderWriteName, readonly OrderState[]>>;
  /** Writes that do nothing. */
  readonly without?: readonly OrderWriteName[];
  /** `sender`: it sends although another instance has marked the attempt. `recovery`: it reads the marker, and creates none. */
  readonly marksIgnoredBy?: 'sender' | 'recovery';
  /** Whether a refusal as a duplicate rejects the order even after an earlier attempt. */
  readonly duplicateRejects?: boolean;
}

export interface ModelOptions {
  readonly mutation?: Mutation;
  /** Maximum number of lost responses, delayed statements and killed processes in total. */
  readonly faults: number;
  /** Maximum number of claims of an order. */
  readonly claims: number;
  /** Whether the client may consider a request not sent that had arrived. The provider then refuses only duplicates. */
  readonly misjudges?: boolean;
}

/** A step with its name and resulting state. */
type Step = readonly [name: string, next: ModelState];

const INSTANCES = [0, 1] as const;

const FINAL: readonly OrderState[] = ['submitted', 'reconciled', 'rejected', 'held', 'pending'];

/** The token of a lookup in the provider's reports, which claims the order like a sender. */
const LOOK: Token = -1;

const INITIAL: ModelState = {
  order: { state: 'pending', claim: 0, attempt: 0 },
  owner: -1,
  leases: [true, true],
  jobs: [],
  statements: [],
  marks: {},
  accepted: 0,
  requests: 0,
  misjudged: 0,
  isConfirmed: false,
  claims: 0,
  faults: 0,
};

/** Returns the writes that a job tries for its result, in the same order as the submitter. */
function writesFor({ observed, attempted }: Job, { duplicateRejects }: Mutation): readonly OrderWriteName[] {
  switch (observed) {
    case 'accepted':
      return ['accepted', 'acceptedLate'];
    case 'refused':
      return ['refusedUnsent', 'refused'];
    case 'duplicate':
      return attempted && !duplicateRejects ? ['outcomeUnknown'] : ['refusedUnsent', 'refused'];
    case 'unknown':
      return ['outcomeUnknown'];
    default:
      return ['release', 'notSent'];
  }
}

/**
 * Models one order, two instances, the database and the provider. Their steps can occur in any order, so sleeping
 * processes and late responses need no separate steps. The conditions of writes are those of `ORDER_WRITES`.
 */
export class OrderModel implements Model<ModelState> {
  readonly initial = INITIAL;
  readonly keyOf = keyOf;
  readonly violation = violation;
  readonly #mutation: Mutation;

  constructor(private readonly options: ModelOptions) {
    this.#mutation = options.mutation ?? {};
  }

  /** A pending order that has reached the maximum number of claims is also final. */
  isFinal({ order, jobs }: ModelState): boolean {
    return jobs.length === 0 && FINAL.includes(order.state);
  }

  steps(state: ModelState): Step[] {
    return [
      ...INSTANCES.flatMap((instance) => this.#stepsOf(state, instance)),
      ...state.jobs.flatMap((job) => this.#stepsOfJob(state, job)),
      ...state.statements.map((statement, index): Step => {
        const rest = { ...state, statements: state.statements.filter((_, other) => other !== index) };
        if (statement.marksFirst) return this.#prove(rest, statement);
        return [`late ${statement.write} arrives`, this.#execute(rest, statement)];
      }),
      ...this.#looks(state),
    ].map(([name, next]): Step => [name, this.#withoutDead(next)]);
  }

  /** Removes statements that can never take effect, so that fewer states differ. An attempt enters `submitting` once. */
  #withoutDead(state: ModelState): ModelState {
    const { order, statements } = state;
    const { unfenced = [], byInstance = [] } = this.#mutation;
    const isDead = ({ write, token }: Statement): boolean =>
      (write === 'outcomeUnknown' || write === 'provenUnsent') &&
      ![...unfenced, ...byInstance].includes(write) &&
      (order.attempt > token ||
        (order.attempt === token &&
          !this.#sourcesOf(write).includes(order.state) &&
          order.state !== 'submitting'));
    return statements.some(isDead)
      ? { ...state, statements: statements.filter((statement) => !isDead(statement)) }
      : state;
  }

  #sourcesOf(write: OrderWriteName): readonly OrderState[] {
    return this.#mutation.from?.[write] ?? ORDER_WRITES[write].from;
  }

  /** A recovery marks an attempt that it had read as `submitting`, and then writes that it was not sent. */
  #prove(state: ModelState, { write, token, instance }: Statement): Step {
    if (state.marks[token] === 'sent') return ['a recovery finds a marker', state];
    const marked = this.#mutation.marksIgnoredBy === 'recovery' ? state : mark(state, token, 'unsent');
    const statement: Statement = { write, token, instance };
    return ['a recovery marks', { ...marked, statements: [...state.statements, statement] }];
  }

  #stepsOf(state: ModelState, instance: number): Step[] {
    const { order, owner, leases, jobs, claims, faults } = state;
    const steps: Step[] = [];
    const mine = jobs.filter((job) => job.instance === instance);
    if (order.state === 'pending' && leases[instance] && claims < this.options.claims && mine.length < 2) {
      const token = claims + 1;
      const claimed: ModelState = {
        ...state,
        claims: token,
        owner: instance,
        order: { ...order, state: 'claimed', claim: token },
      };
      const job: Job = { instance, token, attempted: order.attempt !== 0, observed: 'claimed' };
      steps.push([`${instance} claims`, { ...claimed, jobs: [...jobs, job] }]);
      if (faults < this.options.faults) {
        steps.push([`${instance} claims, answer lost`, { ...claimed, faults: faults + 1 }]);
      }
    }
    const turned = { ...state, leases: leases.with(instance, !leases[instance]) };
    steps.push([leases[instance] ? `lease of ${instance} expires` : `${instance} beats again`, turned]);
    if (mine.length > 0 && faults < this.options.faults) {
      const others = jobs.filter((job) => job.instance !== instance);
      steps.push([`${instance} is killed`, { ...state, jobs: others, faults: faults + 1 }]);
    }
    const recover = (name: string, write: OrderWriteName, token: Token): void => {
      const isRelease = write === 'release';
      const statement: Statement = {
        write,
        token,
        instance: isRelease ? instance : -1,
        ...(write === 'provenUnsent' && { marksFirst: true }),
      };
      if (state.statements.some((other) => other.write === write && other.token === token)) return;
      steps.push([`${instance} ${name}`, { ...state, statements: [...state.statements, statement] }]);
    };
    const isOrphan = owner >= 0 && !leases[owner];
    if (isOrphan && order.state === 'claimed') recover('recovers a claim', 'release', order.claim);
    if (isOrphan && order.state === 'submitting') {
      recover('recovers', 'outcomeUnknown', order.attempt);
      recover('looks for a marker', 'provenUnsent', order.attempt);
    }
    const isLost = owner === instance && !mine.some(({ token }) => token === order.claim);
    if (isLost && order.state === 'claimed') recover('releases a lost claim', 'release', order.claim);
    return steps;
  }

  #stepsOfJob(state: ModelState, job: Job): Step[] {
    const name = `${job.instance}/${job.token}`;
    if (job.observed === 'claimed') return this.#begin(state, job, name);
    if (job.observed === 'may-leave') return this.#mark(state, job, name);
    if (job.observed === 'marked') return this.#leave(state, job, name);
    return this.#conclude(state, job, name);
  }

  #begin(state: ModelState, job: Job, name: string): Step[] {
    const statement: Statement = { write: 'beginSubmitting', token: job.token, instance: job.instance };
    const applied = this.#execute(state, statement);
    const gaveUp = learn(state, job, 'nothing-left');
    const steps: Step[] = [
      [`${name} begins`, learn(applied, job, applied === state ? 'nothing-left' : 'may-leave')],
      [`${name} gives up`, gaveUp],
      ...(this.options.misjudges
        ? []
        : [[`${name} is refused before it leaves`, learn(state, job, 'refused')] satisfies Step]),
    ];
    if (state.faults < this.options.faults) {
      const faults = state.faults + 1;
      steps.push([`${name} begins, answer lost`, { ...learn(applied, job, 'nothing-left'), faults }]);
      const statements = [...state.statements, statement];
      steps.push([`${name} begins, statement delayed`, { ...gaveUp, statements, faults }]);
    }
    return steps;
  }

  #mark(state: ModelState, job: Job, name: string): Step[] {
    const isUnsent = state.marks[job.token] === 'unsent' && this.#mutation.marksIgnoredBy !== 'sender';
    const marked = isUnsent
      ? learn(state, job, 'nothing-left')
      : learn(mark(state, job.token, 'sent'), job, 'marked');
    return [
      [`${name} ${isUnsent ? 'finds a marker' : 'marks'}`, marked],
      [`${name} loses its connection`, learn(state, job, 'nothing-left')],
    ];
  }

  #leave(state: ModelState, job: Job, name: string): Step[] {
    const arrived: ModelState = {
      ...state,
      requests: state.requests + 1,
      accepted: Math.max(1, state.accepted),
    };
    const isDuplicate = state.accepted > 0;
    const steps: Step[] = [
      [`${name} cannot connect`, learn(state, job, 'nothing-left')],
      ...(this.options.misjudges
        ? []
        : [[`${name} is refused`, learn(state, job, 'refused')] satisfies Step]),
      [`${name} sends, answered`, learn(arrived, job, isDuplicate ? 'duplicate' : 'accepted')],
      [`${name} sends, answer lost`, learn(arrived, job, 'unknown')],
      [`${name} is cut off`, learn(state, job, 'unknown')],
    ];
    if (this.options.misjudges && state.misjudged === 0) {
      const misjudged = { ...learn(arrived, job, 'nothing-left'), misjudged: 1 };
      steps.push([`${name} sends, and considers it not sent`, misjudged]);
    }
    return steps;
  }

  /** Retries the job's writes until one is acknowledged. */
  #conclude(state: ModelState, job: Job, name: string): Step[] {
    const statements = writesFor(job, this.#mutation).map((write): Statement => ({
      write,
      token: job.token,
      instance: job.instance,
    }));
    let applied = state;
    for (const statement of statements) {
      if (applied === state) applied = this.#execute(state, statement);
    }
    const { [job.token]: _cleared, ...marks } = applied.marks;
    const answered = { ...applied, marks, jobs: applied.jobs.filter((other) => other !== job) };
    const confirmed = job.observed === 'accepted' ? { ...answered, isConfirmed: true } : answered;
    const steps: Step[] = [[`${name} writes ${job.observed}`, confirmed]];
    if (state.faults < this.options.faults) {
      const faults = state.faults + 1;
      if (applied !== state)
        steps.push([`${name} writes ${job.observed}, answer lost`, { ...applied, faults }]);
      const late = [...state.statements, ...statements.slice(0, 1)];
      steps.push([
        `${name} writes ${job.observed}, statement delayed`,
        { ...state, statements: late, faults },
      ]);
    }
    return steps;
  }

  /** A lookup in the provider's reports claims the order. Its result is written later. */
  #looks(state: ModelState): Step[] {
    const { order, statements, accepted } = state;
    if (order.state !== 'unknown') return [];
    const write = accepted > 0 ? 'lookFound' : 'lookFoundNothing';
    if (statements.some((other) => other.write === write)) return [];
    const claimed = { ...state, order: { ...order, claim: LOOK } };
    return [
      [`a look: ${write}`, { ...claimed, statements: [...statements, { write, token: LOOK, instance: -1 }] }],
    ];
  }

  #execute(state: ModelState, { write, token, instance }: Statement): ModelState {
    const { order } = state;
    const { unfenced, byInstance, from, without } = this.#mutation;
    if (without?.includes(write)) return state;
    const { fence, from: usual, to }: OrderWrite = ORDER_WRITES[write];
    const given: OrderWrite = { fence, to, from: from?.[write] ?? usual };
    const matches = byInstance?.includes(write)
      ? given.from.includes(order.state) && state.owner === instance
      : unfenced?.includes(write)
        ? given.from.includes(order.state)
        : admits(
            given,
            { state: order.state, claim: String(order.claim), attempt: String(order.attempt) },
            String(token),
          );
    if (!matches) return state;
    const attempt = write === 'beginSubmitting' ? token : order.attempt;
    const owner = write === 'beginSubmitting' ? state.owner : -1;
    return { ...state, owner, order: { ...order, state: to, attempt } };
  }
}

function learn(state: ModelState, job: Job, observed: Job['observed']): ModelState {
  return { ...state, jobs: state.jobs.map((other) => (other === job ? { ...job, observed } : other)) };
}

function mark(state: ModelState, token: Token, by: 'sent' | 'unsent'): ModelState {
  return { ...state, marks: { ...state.marks, [token]: by } };
}

/** Returns the invariant that a state violates, or undefined. */
function violation(state: ModelState): string | undefined {
  const { order, accepted, requests, misjudged, isConfirmed, jobs, statements } = state;
  if (requests > 1 + misjudged) return 'the provider got two complete requests';
  const isQuiet = jobs.length === 0 && statements.length === 0;
  const isDenied = order.state === 'rejected' || order.state === 'pending';
  if (isQuiet && accepted > 0 && misjudged === 0 && isDenied) return `an accepted order is ${order.state}`;
  if (isQuiet && accepted > 0 && order.state === 'rejected') return 'an accepted order is rejected';
  if (isConfirmed && order.state !== 'submitted' && order.state !== 'reconciled')
    return `an order whose acceptance was persisted is ${order.state}`;
  if (order.state === 'held' && order.attempt === 0) return 'an order is held that was never submitting';
  return undefined;
}

const numbers = new Map<string, number>();

/** Returns the number of a name, below 64, so that keys are short: comparing keys takes most of an exploration. */
function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

/** Returns a number for a job or a statement. `instance` and `token` can be -1. */
const code = (instance: number, token: Token, flags: number, name: string): number =>
  (((instance + 1) * 8 + token + 1) * 4 + flags) * 64 + numberOf(name);

/**
 * Returns a key that is equal for states that differ only in the order of jobs and statements or by a swap of the
 * instances, which take the same steps.
 */
function keyOf(state: ModelState): string {
  const { order, accepted, requests, misjudged, isConfirmed, claims, faults } = state;
  const [one, other] = [partsOf(state, 0), partsOf(state, 1)];
  const tail = [
    order.claim + 1,
    order.attempt,
    accepted,
    requests,
    misjudged,
    Number(isConfirmed),
    claims,
    faults,
    marksOf(state),
  ];
  return (one < other ? one : other) + String.fromCharCode(numberOf(order.state), ...tail);
}

/** Returns a number for the markers that can still be read. That of another attempt is not read again. */
function marksOf({ order, jobs, statements, marks }: ModelState): number {
  const isRead = (token: Token): boolean =>
    (order.attempt === token && order.state === 'submitting') ||
    jobs.some((job) => job.token === token && (job.observed === 'claimed' || job.observed === 'may-leave')) ||
    statements.some(
      (other) => other.token === token && (other.marksFirst || other.write === 'beginSubmitting'),
    );
  let code = 0;
  for (const [token, by] of Object.entries(marks)) {
    if (isRead(Number(token))) code += (by === 'sent' ? 1 : 2) * 3 ** Number(token);
  }
  return code;
}

/** Returns the parts of a key that name an instance, sorted. `swap` is 1 to exchange the two. */
function partsOf({ owner, leases, jobs, statements }: ModelState, swap: 0 | 1): string {
  const of = (instance: number): number => (instance < 0 ? instance : instance ^ swap);
  const codes = [
    ...jobs.map(({ instance, token, attempted, observed }) =>
      code(of(instance), token, attempted ? 1 : 0, observed),
    ),
    ...statements.map(({ instance, token, write, marksFirst }) =>
      code(of(instance), token, marksFirst ? 3 : 2, write),
    ),
  ].toSorted((a, b) => a - b);
  return String.fromCharCode(of(owner) + 1, Number(leases[of(0)]), Number(leases[of(1)]), ...codes);
}
