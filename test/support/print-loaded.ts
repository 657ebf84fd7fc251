/** With `--import`: prints the URL of each file that the process loaded to stderr when it exits, one per line. */
import { registerHooks } from 'node:module';

const loaded: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith('file:')) loaded.push(url);
    return nextLoad(url, context);
  },
});
process.on('exit', () => console.error(loaded.join('\n')));
