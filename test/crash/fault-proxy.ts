import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Server,
  type Socket,
} from 'node:net';
import {
  isEncryptionRequest,
  isIdle,
  type Message,
  MessageReader,
  readBind,
  readParse,
  readQuery,
  readRows,
} from './postgres-messages.ts';

/** A statement on its way to the database. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | null)[];
  /** Earlier statements of the same transaction, oldest first. */
  readonly transaction: readonly Statement[];
}

/**
 * What happens to a statement.
 *
 * - `late`: the answer arrives `ms` later.
 * - `lost`: the statement is applied, no answer arrives, and the connection closes after `ms`.
 * - `refused`: the connection closes before the statement reaches the database.
 * - `cut`: the statement is applied, half of the answer arrives, then the connection closes.
 */
export type StatementFault =
  | { readonly kind: 'late' | 'lost'; readonly ms: number }
  | { readonly kind: 'refused' | 'cut' };

/** The statement that a fault is applied to, once. */
export interface FaultRule {
  readonly fault: StatementFault;
  readonly matches: (statement: Statement) => boolean;
  /** Applies only to a statement whose answer counts at least so many rows; not for `refused`. Default 0. */
  readonly minRows?: number;
}

/** A TCP proxy between clients and a PostgreSQL server that injects faults into single statements. */
export class FaultProxy {
  readonly #sessions = new Set<Session>();
  readonly #rules = new Map<FaultRule, () => void>();
  readonly #server: Server;
  port = 0;

  private constructor(target: NetConnectOpts) {
    this.#server = createServer((client) => {
      const session = new Session(client, connect(target), {
        find: (statement) => [...this.#rules.keys()].find((rule) => rule.matches(statement)),
        strike: (rule) => this.#strike(rule),
      });
      this.#sessions.add(session);
      client.once('close', () => this.#sessions.delete(session));
    });
  }

  static async to(target: NetConnectOpts): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await new Promise<void>((done) => proxy.#server.listen(0, '127.0.0.1', done));
    proxy.port = (proxy.#server.address() as AddressInfo).port;
    return proxy;
  }

  /** Arms a rule for one statement. Resolves when it was applied; never resolves when the rule is removed before. */
  inject(rule: FaultRule): Promise<void> {
    return new Promise((struck) => this.#rules.set(rule, struck));
  }

  /** @returns whether the rule was not applied yet. */
  withdraw(rule: FaultRule): boolean {
    return this.#rules.delete(rule);
  }

  async close(): Promise<void> {
    for (const session of this.#sessions) session.end();
    await new Promise((done) => this.#server.close(done));
  }

  /** @returns false when the rule was applied to another connection first. */
  #strike(rule: FaultRule): boolean {
    const struck = this.#rules.get(rule);
    if (struck === undefined) return false;
    this.#rules.delete(rule);
    struck();
    return true;
  }
}

interface Rules {
  find(statement: Statement): FaultRule | undefined;
  strike(rule: FaultRule): boolean;
}

/** A statement that the server works on. */
interface Asked {
  readonly statement: Statement | undefined;
  readonly rule: FaultRule | undefined;
  readonly answer: Buffer[];
  rows: number;
}

/** One client's connection. */
class Session {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #rules: Rules;
  readonly #fromClient = new MessageReader('client');
  readonly #fromServer = new MessageReader('server');
  readonly #prepared = new Map<string, string>();
  /** Messages of an extended query whose Sync is still to come: it is forwarded completely or not at all. */
  #group: Buffer[] = [];
  #bound: Statement | undefined;
  #transaction: Statement[] = [];
  readonly #asked: Asked[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(client: Socket, server: Socket, rules: Rules) {
    this.#client = client;
    this.#server = server;
    this.#rules = rules;
    client.setNoDelay();
    client.on('data', (bytes: Buffer) => {
      for (const message of this.#fromClient.push(bytes)) this.#pass(message);
    });
    server.on('data', (bytes: Buffer) => {
      const passing = this.#fromServer.push(bytes).flatMap((message) => this.#answer(message));
      if (passing.length > 0 && !client.destroyed) client.write(Buffer.concat(passing));
    });
    for (const socket of [client, server]) {
      socket.on('error', () => this.end());
      socket.once('close', () => this.end());
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#client.destroy();
    this.#server.destroy();
  }

  #pass(message: Message): void {
    const { type, bytes } = message;
    if (this.#server.destroyed) return;
    switch (type) {
      case '':
        if (isEncryptionRequest(bytes)) this.#client.write('N');
        else this.#server.write(bytes);
        return;
      case 'Q':
        this.#ask([bytes], { sql: readQuery(message), parameters: [], transaction: [...this.#transaction] });
        return;
      case 'P': {
        const { name, sql } = readParse(message);
        this.#prepared.set(name, sql);
        this.#group.push(bytes);
        return;
      }
      case 'B': {
        const { name, parameters } = readBind(message);
        const sql = this.#prepared.get(name) ?? '';
        this.#bound = { sql, parameters, transaction: [...this.#transaction] };
        this.#group.push(bytes);
        return;
      }
      case 'D':
      case 'E':
      case 'C':
        this.#group.push(bytes);
        return;
      case 'S':
        this.#ask([...this.#group, bytes], this.#bound);
        this.#group = [];
        this.#bound = undefined;
        return;
      default:
        // Flush, COPY data, passwords and the end.
        this.#server.write(Buffer.concat([...this.#group, bytes]));
        this.#group = [];
    }
  }

  #ask(bytes: Buffer[], statement: Statement | undefined): void {
    const rule = statement && this.#rules.find(statement);
    if (rule?.fault.kind === 'refused' && this.#rules.strike(rule)) {
      this.end();
      return;
    }
    this.#asked.push({ statement, rule, answer: [], rows: 0 });
    this.#server.write(Buffer.concat(bytes));
  }

  /** @returns what goes to the client now. */
  #answer(message: Message): Buffer[] {
    const [asked] = this.#asked;
    const { type, bytes } = message;
    if (asked === undefined) return [bytes];
    if (asked.rule) asked.answer.push(bytes);
    if (type === 'C') asked.rows = readRows(message);
    // The server waits for the client's COPY data, so nothing may be held back.
    if (type === 'G') return asked.answer.splice(0);
    if (type !== 'Z') return asked.rule ? [] : [bytes];
    this.#asked.shift();
    if (isIdle(message)) this.#transaction = [];
    else if (asked.statement) this.#transaction.push(asked.statement);
    return asked.rule ? this.#harm(asked.rule, asked) : [bytes];
  }

  #harm(rule: FaultRule, { answer, rows }: Asked): Buffer[] {
    if (rows < (rule.minRows ?? 0) || !this.#rules.strike(rule)) return answer;
    const bytes = Buffer.concat(answer);
    const { fault } = rule;
    if (fault.kind === 'late') this.#timer = setTimeout(() => this.#client.write(bytes), fault.ms);
    else if (fault.kind === 'lost') this.#timer = setTimeout(() => this.end(), fault.ms);
    else this.#client.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => this.end());
    return [];
  }
}
