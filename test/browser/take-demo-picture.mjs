// Takes the picture of the demo that the README shows, from the real page: node test/browser/take-demo-picture.mjs
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startDemo } from 'demo';
import { chromium } from 'playwright-core';

const picture = fileURLToPath(new URL('../../docs/images/demo.png', import.meta.url));
