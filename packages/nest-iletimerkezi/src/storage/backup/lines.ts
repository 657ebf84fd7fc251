const NEWLINE = 0x0a;

/**
 * Splits a stream of bytes into buffers of complete lines. A line for which `isMark` returns true is yielded separately.
 * Rows are passed on as bytes, without a conversion to strings.
 */
export async function* marksAndRows(
  source: AsyncIterable<Buffer>,
  isMark: (line: Buffer) => boolean,
): AsyncGenerator<{ mark: string } | { rows: Buffer; count: number }> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let rowsFrom = 0;
    let lineFrom = 0;
    let count = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, lineFrom)) {
      const line = bytes.subarray(lineFrom, end);
      if (isMark(line)) {
        if (count > 0) yield { rows: bytes.subarray(rowsFrom, lineFrom), count };
        yield { mark: line.toString('utf8') };
        rowsFrom = end + 1;
        count = 0;
      } else {
        count += 1;
      }
      lineFrom = end + 1;
    }
    if (count > 0) yield { rows: bytes.subarray(rowsFrom, lineFrom), count };
    rest = bytes.subarray(lineFrom);
  }
  if (rest.length > 0) yield { mark: rest.toString('utf8') };
}
