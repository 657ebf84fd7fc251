import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DemoSettings } from '../demo-settings.js';

/** Returns the page for every URL that is not a file or an API route, so that deep links and reloads work. Register it last. */
@Controller()
export class WebPageController {
  constructor(private readonly settings: DemoSettings) {}

  @Get('{*path}')
  page(@Req() request: Request, @Res() response: Response): void {
    if (request.path.startsWith('/api/') || request.path.startsWith('/assets/'))
      throw new NotFoundException();
    response.sendFile('index.html', {
      root: this.settings.webRoot,
      cacheControl: false,
      headers: { 'cache-control': 'no-cache' },
    });
  }
}
