import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';

/**
 * Keeps a field as it is in the body, for data with names of its sender's choice. class-transformer would copy each object of it,
 * and leave out names such as `toString`. As a boolean it is not copied before the given value replaces it.
 */
export const AsGiven = (): PropertyDecorator =>
  applyDecorators(
    Type(() => Boolean),
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key], {
      toClassOnly: true,
    }),
  );
