import { createRequire } from 'node:module';

const PROVIDER = 'https://api.iletimerkezi.com';

interface Config {
  url: string;
}
type Adapter = (config: Config) => Promise<unknown>;
interface Axios {
  defaults: { adapter: Adapter };
  getAdapter(name: 'http'): Adapter;
}

/**
 * Points the SDK's HTTP library at the emulator: the SDK's base URL is a private constant, and it builds its clients
 * from the library's defaults. Only clients made afterwards are pointed; anything for another host fails.
 */
export function pointSdk(emulatorUrl: string): void {
  const sdk = createRequire(import.meta.url).resolve('@iletimerkezi/iletimerkezi-node');
  const axios = createRequire(sdk)('axios') as Axios;
  const http = axios.getAdapter('http');
  axios.defaults.adapter = (config) => {
    if (!config.url.startsWith(`${PROVIDER}/`))
      throw new Error('The SDK called another host than the provider.');
    return http({ ...config, url: emulatorUrl + config.url.slice(PROVIDER.length) });
  };
}
