import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { cliCaller } from '../auth/cli/index.js';
import { exactJson, MessageReader, PreviewService, ResendService } from '../message-log/index.js';
import { explain } from './explain.js';
import { GroupCommand, ReadCommand } from './read-command.js';
import { timelineText } from './timeline-text.js';

@SubCommand({ name: 'resend', arguments: '<uuid...>', description: 'Reenvía mensajes; cada uno es un mensaje nuevo de la misma cadena' })
export class MessagesResendCommand extends CommandRunner {
  constructor(private readonly resender: ResendService) {
    super();
  }

  async run(ids: string[], { reason }: { reason?: string }): Promise<void> {
    for (const id of ids) {
      try {
        console.log(`${id} → ${await this.resender.resend(cliCaller(), id, { reason })}`);
      } catch (error) {
        console.error(`${id}: ${explain(error)}`);
        process.exitCode = 1;
      }
    }
  }

  @Option({ flags: '--reason <text>', description: 'Por qué; queda en la línea de tiempo y en la auditoría' })
  readReason(text: string): string {
    return text;
  }
}

@SubCommand({ name: 'show', arguments: '<uuid>', description: 'Muestra un mensaje y la historia de su cadena' })
export class MessagesShowCommand extends ReadCommand {
  constructor(private readonly reader: MessageReader) {
    super();
  }

  async run([id = '']: string[], { json }: { json?: boolean }): Promise<void> {
    const message = await this.reader.get(cliCaller(), id);
    const timeline = await this.reader.timeline(cliCaller(), id);
    if (json) return console.log(exactJson({ ...message, timeline }));
    console.log([message.external_reference ?? '(sin referencia)', message.event_type, message.integration, message.company].join('  ·  '));
    console.log(`Mensaje  ${id}\nEstado   ${message.status}${message.outcome ? ` / ${String(message.outcome)}` : ''}`);
    if (message.status === 'received' && message.wait_reason) console.log(`Espera   ${String(message.wait_reason)}`);
    if (message.response_payload) console.log(`Resumen  ${exactJson(message.response_payload)}`);
    for (const { code, message: text } of (message.warnings ?? []) as { code: string; message: string }[]) console.log(`Aviso    ${code}: ${text}`);
    console.log(`\n${timelineText(timeline).join('\n')}`);
  }
}

@SubCommand({ name: 'preview', arguments: '<uuid>', description: 'Muestra qué se enviaría al proveedor, sin enviarlo' })
export class MessagesPreviewCommand extends ReadCommand {
  constructor(private readonly previews: PreviewService) {
    super();
  }

  async run([id = '']: string[], { json }: { json?: boolean }): Promise<void> {
    const { requests, warnings, problems } = await this.previews.preview(cliCaller(), id);
    if (problems.length > 0) process.exitCode = 1;
    if (json) return console.log(exactJson({ requests, warnings, problems }));
    for (const { method, url, body } of requests) console.log(`${method} ${url}\n${exactJson(body)}`);
    if (requests.length === 0) console.log('No se enviaría nada.');
    for (const { code, message } of warnings) console.log(`Aviso     ${code}: ${message}`);
    for (const { code, message } of problems) console.log(`Problema  ${code}: ${message}`);
  }
}

@Command({ name: 'messages', description: 'Mensajes', subCommands: [MessagesResendCommand, MessagesShowCommand, MessagesPreviewCommand] })
export class MessagesCommand extends GroupCommand {}
