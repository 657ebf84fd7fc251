import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
// Adds the library's DTOs to the description.
import 'nest-iletimerkezi/swagger';
import { API_DOCS } from './headers.js';

/** Serves the OpenAPI page, and its JSON at `/api/docs-json`. */
export function describeApi(app: INestApplication): void {
  const document = new DocumentBuilder()
    .setTitle('iletiMerkezi demo')
    .setDescription(
      'Orders, consents and what the page needs of the emulator. Every error answer is a problem: code, message and hint in both languages.',
    )
    .setVersion('0')
    .build();
  SwaggerModule.setup(API_DOCS, app, () => SwaggerModule.createDocument(app, document));
}
