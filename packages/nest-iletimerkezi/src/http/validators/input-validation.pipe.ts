import { Injectable, ValidationPipe, type ValidationPipeOptions } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { errorDocUrl, InputError, type InputFault } from 'iletimerkezi-core';
import { faultsIn, type FaultOf } from './fault-validator.js';

/**
 * A `ValidationPipe` that throws the error that the services throw for the same input, with the same codes, texts and paths.
 * `IletimerkeziExceptionFilter` responds to both alike. Transforms bodies to DTOs.
 *
 * @example
 * app.useGlobalPipes(new InputValidationPipe({ whitelist: true }));
 */
@Injectable()
export class InputValidationPipe extends ValidationPipe {
  constructor(options: Omit<ValidationPipeOptions, 'exceptionFactory'> = {}) {
    super({
      transform: true,
      ...options,
      validationError: { target: true, value: true },
      exceptionFactory: (errors) => new InputError(unique(errors.flatMap((error) => faultsOf(error, '')))),
    });
  }
}

function faultsOf(error: ValidationError, parent: string): InputFault[] {
  const { property, constraints = {}, contexts, children = [], value, target = {} } = error;
  const path = pathOf(parent, property);
  const own = Object.entries(constraints).flatMap(([name, message]): InputFault[] => {
    const context: unknown = contexts?.[name];
    if (isRule(context)) {
      const faults = faultsIn(context.faultOf, value, target, context.each);
      return faults.map((fault) => ({ ...fault, path: `${path}${fault.path}` }));
    }
    // Decorators of the host and of class-validator have neither a code nor a Turkish text.
    return [{ path, code: name, message, messageTr: message, docUrl: errorDocUrl('invalid-input') }];
  });
  return [...own, ...children.flatMap((child) => faultsOf(child, path))];
}

function pathOf(parent: string, property: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}

const isRule = (context: unknown): context is { faultOf: FaultOf; each: boolean } =>
  typeof context === 'object' && context !== null && 'faultOf' in context;

/** Two decorators of a property may find the same fault. */
function unique(faults: readonly InputFault[]): InputFault[] {
  return [...new Map(faults.map((fault) => [`${fault.path} ${fault.code}`, fault])).values()];
}
