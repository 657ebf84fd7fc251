const CSV = 'text/csv;charset=utf-8';

/** Duration of a slice of work that is not noticeable on a slow phone. */
const SLICE_MS = 5;

/** Downloads a text as a file. */
export function downloadText(name: string, text: string, type = CSV): void {
  download(name, new Blob([text], { type }));
}

/** Downloads a long CSV as a file. Writes it in slices, so that the page stays responsive. */
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
