const CSV = 'text/csv;charset=utf-8';

/** A slice of the work that nobody feels, also on a slow phone. */
const SLICE_MS = 5;

/** Hands a text to the browser as a file. */
export function downloadText(name: string, text: string, type = CSV): void {
  download(name, new Blob([text], { type }));
}

/** Hands a long CSV to the browser as a file. It is written in slices, so that the page stays responsive meanwhile. */
export async function downloadLines(name: string, lines: Iterable<string>): Promise<void> {
  const written: string[] = [];
  let until = performance.now() + SLICE_MS;
  for (const line of lines) {
    written.push(line);
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + SLICE_MS;
  }
  download(name, new Blob(written, { type: CSV }));
}

function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox starts the download after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
