import { ApiBody, type ApiBodyOptions } from '@nestjs/swagger';
import { documentSchema } from '../mapping/index.js';

/**
 * Describes the body of `POST /api/hacienda/documents`. The body itself is taken as `unknown` and judged by `judgeDocument`, whose
 * tables this description is made of: shape and business problems come in one answer, and 1,000 lines take milliseconds.
 */
export const DocumentBody = (): MethodDecorator => ApiBody({ required: true, schema: documentSchema } as ApiBodyOptions);
