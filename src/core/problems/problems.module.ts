import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';
import { makeValidationPipe } from './validation-pipe.js';

/** Imported once by the application: the filter and the validation pipe of every route. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: makeValidationPipe },
  ],
})
export class ProblemsModule {}
