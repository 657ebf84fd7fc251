import { createRequire } from 'node:module';
import { format } from 'node:util';

/**
 * Nothing that a test makes the code print may hold a phone number or a secret: whatever is written to the console,
 * stdout or stderr while a file's tests run is read here, by this process or by those that it starts, and a finding fails
 * the file. Who printed it stands with it; what was found does not.
 */
const FORBIDDEN = [
  {
    what: 'a mobile number',
    pattern: /(?<![\d.+a-f-])(?:\+?90[ -]?|0)?5\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?![\da-f-]|\.\d)/,
  },
  // As the message says it, as the last line for browsers says it, and as the field of a request.
  {
    what: 'a one-time code',
    pattern:
      /(?:kodu(?:nuz)?|code)(?: is)?:? \d{6}(?!\d)|^@\S+ #\d{6}$|\d{6} (?:is your|doğrulama kodu)|["']?code["']?: ?["']\d{6}["']/im,
  },
  { what: 'a hash', pattern: /["']?hash["']?\s*[:=]\s*["'](?!["'*[<])/i },
  { what: 'a webhook token', pattern: /[?&]token=(?![*[<]|%2A)\w/ },
];

const findings = new Set();

function read(text, printer) {
  for (const { what, pattern } of FORBIDDEN) {
    if (!pattern.test(text)) continue;
    findings.add(`${what}, printed ${printer?.() ?? 'from elsewhere'}`);
  }
}

const caller = () =>
  new Error().stack
    ?.split('\n')
    .find((line) => line.includes('/src/') || line.includes('/test/'))
    ?.trim();

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...rest) => {
    read(String(chunk), caller);
    return write(chunk, ...rest);
  };
}
for (const method of ['log', 'info', 'warn', 'error', 'debug']) {
  const print = console[method];
  console[method] = (...parts) => {
    read(format(...parts), caller);
    print(...parts);
  };
}

// Required and not imported: an import here would fix the functions that the tests import before they are replaced.
const processes = createRequire(import.meta.url)('node:child_process');
const { spawn } = processes.ChildProcess.prototype;
const { spawnSync, execFileSync } = processes;
const OUTPUTS = [1, 2];

/** A message of a protocol on stdout goes to the client, which named the numbers itself. */
const isMessage = (text) => /^\{.*"jsonrpc":"2\.0"/s.test(text);

/** A number's own process, a stream or `inherit`: what it prints goes past this one. */
const passesBy = (target) => target === 'inherit' || target === 1 || target === 2;

processes.ChildProcess.prototype.spawn = function spawnAndRead(options) {
  const { stdio = 'pipe' } = options;
  const targets = Array.isArray(stdio) ? [...stdio] : [stdio, stdio, stdio];
  const passing = OUTPUTS.filter((output) => passesBy(targets[output]));
  for (const output of passing) targets[output] = 'pipe';
  const result = spawn.call(this, { ...options, stdio: targets });
  for (const output of OUTPUTS) {
    const stream = this.stdio?.[output];
    if (!stream?.push) continue;
    const push = stream.push.bind(stream);
    stream.push = (chunk, ...rest) => {
      if (chunk !== null && !(output === 1 && isMessage(String(chunk))))
        read(String(chunk), () => `by ${options.args.slice(0, 3).join(' ')}`);
      return push(chunk, ...rest);
    };
    if (passing.includes(output)) stream.on('data', (chunk) => process.stderr.write(chunk));
  }
  return result;
};
/** A page that was asked for shows the numbers that it is given. */
const readSaid = (said, program) => /^\s*</.test(said) || read(said, () => `by ${program}`);

processes.spawnSync = (program, ...call) => {
  const result = spawnSync(program, ...call);
  for (const said of [result.stdout, result.stderr]) readSaid(String(said ?? ''), program);
  return result;
};
processes.execFileSync = (program, ...call) => {
  const stdout = execFileSync(program, ...call);
  readSaid(String(stdout ?? ''), program);
  return stdout;
};

afterAll(() => {
  processes.ChildProcess.prototype.spawn = spawn;
  Object.assign(processes, { spawnSync, execFileSync });
  if (findings.size > 0)
    throw new Error(`Something was printed that must not be: ${[...findings].join('; ')}.`);
});
