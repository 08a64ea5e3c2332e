import { statSync } from 'node:fs';
import { plainToInstance, Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, ValidateBy, ValidateIf, validateSync } from 'class-validator';

export const ROLES = ['api', 'worker', 'scheduler'] as const;
export type ProcessRole = (typeof ROLES)[number];

/** The roles of people, said here again because the auth room reads this one. */
const USER_ROLES = ['viewer', 'operator', 'manager', 'admin'] as const;

const SWITCH = { on: true, true: true, '1': true, off: false, false: false, '0': false } as const;
const toSwitch = ({ value }: { value: unknown }) => SWITCH[String(value).toLowerCase() as keyof typeof SWITCH] ?? value;
const toList = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.split(',').map((part) => part.trim()).filter(Boolean) : value;
const toInt = ({ value }: { value: unknown }) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value);

function IsFolder(message: string): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && (statSync(value, { throwIfNoEntry: false })?.isDirectory() ?? false);
  return ValidateBy({ name: 'isFolder', validator: { validate } }, { message });
}

/** Everything Puente reads from its environment. `.env.example` documents each; a wrong value stops the boot with a list. */
export class Env {
  /** TCP port of API and back-office. */
  @Transform(toInt) @IsInt() @Min(0) @Max(65535)
  PORT = 3000;

  /** Address to listen on. */
  @IsString()
  HOST = '127.0.0.1';

  /** PostgreSQL to use; unset = the embedded one under DATA_DIR. */
  @IsOptional() @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must start with postgres://' })
  DATABASE_URL?: string;

  /** Folder of the embedded database and the generated keys. */
  @IsString()
  DATA_DIR = './data';

  /** Redis or Valkey for the queues; unset = the queues live in PostgreSQL. */
  @IsOptional() @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must start with redis:// or rediss://' })
  REDIS_URL?: string;

  /** What this process does: any of api, worker, scheduler. */
  @Transform(toList) @IsIn(ROLES, { each: true, message: `ROLES must list some of: ${ROLES.join(', ')}` })
  ROLES: ProcessRole[] = [...ROLES];

  /** Simulated providers, for learning and tests. Off in production unless asked for. */
  @Transform(toSwitch) @IsBoolean({ message: 'SANDBOX must be on or off' })
  SANDBOX = process.env.NODE_ENV !== 'production';

  /** Port of the first sandbox provider, the others follow; 0 or taken = any free ports. */
  @Transform(toInt) @IsInt() @Min(0) @Max(65000)
  SANDBOX_PORT = 4010;

  /** Port for health and metrics of a process without the api role; unset = it listens nowhere. */
  @IsOptional() @Transform(toInt) @IsInt() @Min(0) @Max(65535)
  HEALTH_PORT?: number;

  /** Allow provider addresses in private ranges (an ERPNext on premises). Always on for the sandbox. */
  @Transform(toSwitch) @IsBoolean({ message: 'ALLOW_PRIVATE_HOSTS must be on or off' })
  ALLOW_PRIVATE_HOSTS = process.env.NODE_ENV !== 'production';

  /** `id:base64(32 bytes)`, comma-separated; the first encrypts, all decrypt. Generated in DATA_DIR when unset. */
  @IsOptional() @Matches(/^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/, {
    message: 'ENCRYPTION_KEYS must be id:base64key[,id:base64key…], each key 32 bytes',
  })
  ENCRYPTION_KEYS?: string;

  /** Signs the back-office session cookie. Generated in DATA_DIR when unset. */
  @IsOptional() @MinLength(32)
  SESSION_SECRET?: string;

  /** First administrator, created when there is none. */
  @IsEmail({ require_tld: false })
  ADMIN_EMAIL = 'admin@puente.local';

  /** Password of the first administrator; unset = generated and printed once. */
  @IsOptional() @MinLength(8)
  ADMIN_PASSWORD?: string;

  /** If set, this API key works with administrator rights. For automation and demos. */
  @IsOptional() @MinLength(16)
  BOOTSTRAP_API_KEY?: string;

  /** smtp://user:pass@host:port for e-mail. */
  @IsOptional() @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must start with smtp:// or smtps://' })
  SMTP_URL?: string;

  /** Slack-compatible webhook for alerts. */
  @IsOptional() @IsUrl({ require_tld: false })
  NOTIFY_WEBHOOK_URL?: string;

  /** Who is told by e-mail, comma-separated. */
  @Transform(toList) @IsEmail({ require_tld: false }, { each: true, message: 'NOTIFY_EMAIL must list e-mail addresses, comma-separated' })
  NOTIFY_EMAIL: string[] = [];

  /** Sender of e-mails. */
  @IsString()
  MAIL_FROM = 'Puente <puente@localhost>';

  /** Public address of this installation, for links and callbacks. */
  @IsOptional() @IsUrl({ require_tld: false })
  PUBLIC_URL?: string;

  /** Folder of Hacienda's official XSD files (Costa Rica); unset = documents are checked by our own rules alone. */
  @IsOptional() @IsString()
  HACIENDA_XSD_DIR?: string;

  /** Folder of certificates that signatures on documents from Hacienda and suppliers must lead to; unset = not asked for. */
  @IsOptional() @IsFolder('HACIENDA_TRUSTED_ROOTS must be a folder that exists')
  HACIENDA_TRUSTED_ROOTS?: string;

  /** OpenID Connect provider for the back-office, beside passwords; unset = passwords only. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['https', 'http'], require_protocol: true }) @Matches(/^(https:|http:\/\/(localhost|127\.0\.0\.1)(:|\/|$))/, { message: 'OIDC_ISSUER must start with https://' })
  OIDC_ISSUER?: string;

  @ValidateIf(({ OIDC_ISSUER }: Env) => OIDC_ISSUER !== undefined) @IsString({ message: 'OIDC_CLIENT_ID is required with OIDC_ISSUER' })
  OIDC_CLIENT_ID?: string;

  /** Unset for a public client. */
  @IsOptional() @IsString()
  OIDC_CLIENT_SECRET?: string;

  /** What the button of the login says: «Entrar con …». */
  @IsString()
  OIDC_NAME = 'OpenID Connect';

  @Matches(/\bopenid\b/, { message: 'OIDC_SCOPE must contain openid' })
  OIDC_SCOPE = 'openid email profile';

  /** Whether whoever has a verified e-mail at the provider and no user here gets one. */
  @Transform(toSwitch) @IsBoolean({ message: 'OIDC_CREATE_USERS must be on or off' })
  OIDC_CREATE_USERS = false;

  /** Role of those whom nothing gives another; unset = they stay outside. */
  @IsOptional() @IsIn(USER_ROLES)
  OIDC_DEFAULT_ROLE?: (typeof USER_ROLES)[number];

  /** Companies of users that are created, comma-separated; * for all. */
  @Transform(toList) @IsString({ each: true })
  OIDC_DEFAULT_COMPANIES: string[] = ['default'];

  /** Claim with groups or roles; unset = roles are given in Puente. */
  @IsOptional() @IsString()
  OIDC_ROLE_CLAIM?: string;

  /** What its values mean: `puente-admins=admin,puente-ops=operator`. */
  @Matches(/^([^,]+=(viewer|operator|manager|admin)\s*(,\s*|$))*$/, { message: 'OIDC_ROLE_MAP must be value=role[,value=role…], roles: viewer, operator, manager, admin' })
  OIDC_ROLE_MAP = '';

  /** trace, debug, info, warn, error, silent. */
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL = 'info';

  /** Language of people who have not chosen: es or en. */
  @IsIn(['es', 'en'])
  DEFAULT_LOCALE = 'es';

  /** Jobs worked on at once by this process, per integration. */
  @Transform(toInt) @IsInt() @Min(1) @Max(200)
  WORKER_CONCURRENCY = 8;

  /** Connections to PostgreSQL of this process. */
  @Transform(toInt) @IsInt() @Min(2) @Max(200)
  DATABASE_POOL = 12;
}

export class EnvProblems extends Error {
  constructor(readonly problems: string[]) {
    super(`La configuración no es válida / the configuration is not valid:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  }
}

/** Reads and validates the environment. Throws `EnvProblems` naming every wrong value, so one restart mends all. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(Env, pick(given, Object.keys(new Env()).concat(OPTIONAL)), { exposeDefaultValues: true });
  const problems = validateSync(env).flatMap((error) => Object.values(error.constraints ?? {}).map(withName(error.property)));
  if (source.NODE_ENV === 'production') {
    for (const name of ['ENCRYPTION_KEYS', 'SESSION_SECRET'] as const) {
      if (!env[name]) problems.push(`${name} is required in production`);
    }
  }
  if (problems.length > 0) throw new EnvProblems(problems);
  return env;
}

const OPTIONAL = [
  'DATABASE_URL', 'REDIS_URL', 'ENCRYPTION_KEYS', 'SESSION_SECRET', 'ADMIN_PASSWORD', 'BOOTSTRAP_API_KEY',
  'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_DEFAULT_ROLE', 'OIDC_ROLE_CLAIM', 'HEALTH_PORT', 'SMTP_URL', 'NOTIFY_WEBHOOK_URL', 'PUBLIC_URL', 'HACIENDA_XSD_DIR', 'HACIENDA_TRUSTED_ROOTS',
];

const withName = (name: string) => (message: string) => (message.includes(name) ? message : `${name}: ${message}`);

function pick(source: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in source).map((name) => [name, source[name]]));
}
