import { format } from 'node:util';

/**
 * Nothing that a test makes the code print may hold a phone number or a secret: whatever is written to the console,
 * stdout or stderr while a file's tests run is read here, and a finding fails the file. Where it was printed stands
 * with it; what was found does not.
 */
const FORBIDDEN = [
  {
    what: 'a mobile number',
    pattern: /(?<![\d.+a-f-])(?:\+?90[ -]?|0)?5\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?![\da-f-]|\.\d)/,
  },
  { what: 'a hash', pattern: /["']?hash["']?\s*[:=]\s*["'](?!["'*[<])/i },
  { what: 'a webhook token', pattern: /[?&]token=(?![*[<]|%2A)\w/ },
];

const findings = new Set();

function read(text) {
  for (const { what, pattern } of FORBIDDEN) {
    if (!pattern.test(text)) continue;
    const place = new Error().stack
      ?.split('\n')
      .find((line) => line.includes('/src/') || line.includes('/test/'));
    findings.add(`${what}, printed ${place?.trim() ?? 'from elsewhere'}`);
  }
}

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...rest) => {
    read(String(chunk));
    return write(chunk, ...rest);
  };
}
for (const method of ['log', 'info', 'warn', 'error', 'debug']) {
  const print = console[method];
  console[method] = (...parts) => {
    read(format(...parts));
    print(...parts);
  };
}

afterAll(() => {
  if (findings.size > 0)
    throw new Error(`Something was printed that must not be: ${[...findings].join('; ')}.`);
});
