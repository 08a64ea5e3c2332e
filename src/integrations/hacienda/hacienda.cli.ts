import { Module } from '@nestjs/common';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { Env } from '../../core/config/index.js';
import { PlaceSchemas } from './services/place-schemas.service.js';

@SubCommand({ name: 'schemas', arguments: '[source]', description: 'Pone los XSD oficiales de Hacienda en su carpeta: de una carpeta, de un .zip, de una dirección web, o bajándolos de Hacienda' })
export class HaciendaSchemasCommand extends CommandRunner {
  constructor(
    private readonly schemas: PlaceSchemas,
    private readonly env: Env,
  ) {
    super();
  }

  @Option({ flags: '--to <folder>', description: 'Carpeta de destino; si no, HACIENDA_XSD_DIR' })
  readTo(folder: string): string {
    return folder;
  }

  async run([source]: string[], { to = this.env.HACIENDA_XSD_DIR }: { to?: string } = {}): Promise<void> {
    if (!to) throw new Error('Falta la carpeta: ponga HACIENDA_XSD_DIR=/ruta en el ambiente, o use --to /ruta');
    const placed = await this.schemas.place(source, to);
    console.log(`${placed.length} archivos en ${to}. Se usan desde el próximo arranque${to === this.env.HACIENDA_XSD_DIR ? '' : ` con HACIENDA_XSD_DIR=${to}`}.`);
  }
}

@Command({ name: 'hacienda', description: 'Comprobantes electrónicos de Costa Rica', subCommands: [HaciendaSchemasCommand] })
export class HaciendaCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}

/** Only the command line loads this: nest-commander has no place in a server. */
@Module({ providers: [PlaceSchemas, HaciendaCommand, HaciendaSchemasCommand] })
export class HaciendaCliModule {}
