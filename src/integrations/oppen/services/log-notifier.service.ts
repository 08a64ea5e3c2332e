import { Injectable, Logger } from '@nestjs/common';
import { ErrorNotifier } from './notify-errors.service.js';

/** Notices go to the log until the house has a room for them. */
@Injectable()
export class LogNotifier extends ErrorNotifier {
  private readonly log = new Logger('OppenNotices');

  notify({ text }: { text: string }): Promise<void> {
    this.log.warn(text);
    return Promise.resolve();
  }
}
