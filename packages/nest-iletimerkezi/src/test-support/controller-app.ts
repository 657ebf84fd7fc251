import { type CanActivate, type ExecutionContext, Injectable, type INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestingModule } from '@nestjs/testing';

/** A request to a controller of the module. */
export interface Visit {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Refuses requests with the header `x-closed`. */
@Injectable()
export class Door implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.switchToHttp().getRequest<Visit>().headers['x-closed'] === undefined;
  }
}

/** Starts an application of a module on each HTTP adapter. */
export const CONTROLLER_APPS = {
  express: async (module: TestingModule): Promise<INestApplication> =>
    module.createNestApplication(new ExpressAdapter(), { logger: false }).init(),
  fastify: async (module: TestingModule): Promise<INestApplication> => {
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  },
} as const;
