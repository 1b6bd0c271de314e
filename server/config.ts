import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { parseBusinessHours } from '#server/protocol/business-hours.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Rate } from './core/rate-limit.ts';

/** A setting is missing, unknown or malformed; the message names it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const UNITS = { s: 1_000, min: 60_000, h: 3_600_000 } as const;

/** `30/10s`, `10/15min`, `20/1h`, or `off`. */
const rate = z.string().transform((text, context): Rate => {
  if (text === 'off') return null;
  const [, count, span, unit] = /^([1-9]\d{0,6})\/([1-9]\d{0,4})(s|min|h)$/.exec(text) ?? [];
  if (!count || !span || !unit) {
    context.addIssue('must be like 30/10s, 10/15min or 20/1h, or off');
    return z.NEVER;
  }
  return { count: Number(count), windowMs: Number(span) * UNITS[unit as keyof typeof UNITS] };
});

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to}`);

const UNITS_OF_SIZE = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 } as const;

/** `500KB`, `50MB`, `1GB`: bytes. */
const size = z.string().transform((text, context): number => {
  const [, count, unit] = /^([1-9]\d{0,4})(KB|MB|GB|TB)$/.exec(text) ?? [];
  if (count && unit) return Number(count) * UNITS_OF_SIZE[unit as keyof typeof UNITS_OF_SIZE];
  context.addIssue('must be like 500KB, 50MB or 1GB');
  return z.NEVER;
});

const webAddress = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be an http or https address',
  );

const modelName = z.string('must name models').min(1, 'must name models').max(limits.model);

/** One name: of a model, or of a voice. */
const oneName = z
  .string()
  .max(limits.model)
  .regex(/^[^\s,]+$/, 'must be one name');

/** Names of models, separated by commas. */
const models = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.tuple([modelName], modelName));

/** `mon-fri 09:00-17:00, sat 10:00-14:00`: what was written, and what it says. */
const businessHours = z.string().transform((text, context) => {
  const spans = parseBusinessHours(text);
  if (spans) return { text, spans };
  context.addIssue('must be like mon-fri 09:00-17:00, or several such ranges with commas between them');
  return z.NEVER;
});

/** A place's zone: an offset or an abbreviation says nothing of summer time, and databases read them otherwise. */
const timeZone = z
  .string()
  .refine(
    (text) => text === 'UTC' || (/^[A-Z]\w+\/[\w/+-]+$/.test(text) && isZone(text)),
    'must be a time zone such as Europe/Berlin, or UTC',
  );

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

/** Every setting, as the README's table lists them. */
const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  REDIS_URL: z
    .string()
    .refine(
      (text) => /^rediss?:\/\/./.test(text) && URL.canParse(text),
      'must begin with redis:// or rediss://',
    )
    .optional(),
  PG_BIN_DIR: z.string().min(1).optional(),
  NEXTAUTH_URL: webAddress.optional(),
  NEXTAUTH_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .transform((origins) => origins.filter((origin) => origin !== ''))
    .pipe(z.array(webAddress)),
  TRUST_PROXY: flag.default(false),
  TRUST_QUERY_USER_ID: flag.default(false),
  SEND_LIMIT: rate.default({ count: 30, windowMs: 10_000 }),
  LOGIN_LIMIT: rate.default({ count: 10, windowMs: 15 * 60_000 }),
  ASSISTANT_LIMIT: rate.default({ count: 60, windowMs: 3_600_000 }),
  SIGNUP_LIMIT: rate.default({ count: 20, windowMs: 3_600_000 }),
  CONNECTION_LIMIT: whole(1, 100_000).default(20),
  REGISTRATION: z.enum(['open', 'closed']).default('open'),
  FILE_SIZE_LIMIT: size.default(50 * UNITS_OF_SIZE.MB),
  FILE_QUOTA: size.default(UNITS_OF_SIZE.GB),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: webAddress.optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_FORCE_PATH_STYLE: flag.default(true),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: webAddress.optional(),
  OPENAI_MODEL: models.default(['gpt-4o-mini']),
  OPENAI_FALLBACK_API_KEY: z.string().min(1).optional(),
  OPENAI_FALLBACK_BASE_URL: webAddress.optional(),
  OPENAI_FALLBACK_MODEL: models.default(['gpt-4o-mini']),
  OPENAI_SPEECH_MODEL: oneName.optional(),
  OPENAI_SPEECH_VOICE: oneName.optional(),
  OPENAI_TRANSCRIPTION_MODEL: oneName.optional(),
  SPEECH_LIMIT: rate.default({ count: 60, windowMs: 3_600_000 }),
  WIDGET_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  WIDGET_LIMIT: rate.default({ count: 60, windowMs: 3_600_000 }),
  WEBHOOK_PRIVATE_ADDRESSES: z.enum(['refuse', 'allow']).default('refuse'),
  BUSINESS_HOURS: businessHours.optional(),
  BUSINESS_TIME_ZONE: timeZone.default('UTC'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Prefixes of settings that are ours: one of these that is not in the table is a typing error. */
const OURS =
  /^(ALLOWED_ORIGINS|ASSISTANT_|BUSINESS_|CONNECTION_|DATABASE_|DATA_DIR|FILE_|LOG_LEVEL|LOGIN_|METRICS_|OPENAI_(FALLBACK|SPEECH|TRANSCRIPTION)_|REDIS_(?!SERVER_PATH$)|REGISTRATION|S3_|SEND_|SIGNUP_|SPEECH_|TRUST_|WEBHOOK_|WIDGET_)/;

type Settings = z.output<typeof settings>;

export interface Config extends Omit<Settings, 'NEXTAUTH_SECRET' | 'DATA_DIR'> {
  DATA_DIR: string;
  NEXTAUTH_SECRET: string;
  /** The bucket in which files are to lie. */
  s3: ReturnType<typeof bucketOf>;
  dev: boolean;
}

/**
 * Reads and checks the environment. Makes `DATA_DIR`, and in it the secret where none is set. Tells Next's part of the
 * process what it reads from the environment itself. Throws ConfigError.
 */
export function loadConfig(env: NodeJS.ProcessEnv = environment()): Config {
  const known = settings.shape;
  // An empty value is what an unset line of .env gives.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  for (const name of Object.keys(given))
    if (OURS.test(name) && !Object.hasOwn(known, name)) throw new ConfigError(`There is no setting ${name}.`);
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`The setting ${String(issue?.path[0])} ${issue?.message ?? 'is not valid'}.`);
  }
  const values = parsed.data;
  const dev = values.NODE_ENV !== 'production';
  const dataDir = resolve(values.DATA_DIR);
  if (!dev && values.DATABASE_URL && !values.NEXTAUTH_SECRET)
    throw new ConfigError('The setting NEXTAUTH_SECRET is required in production with DATABASE_URL.');
  if (values.TRUST_QUERY_USER_ID) refuseTrust(values);
  requireSpeaker(values);
  const s3 = bucketOf(values);
  try {
    // Not closed to others: started by root, the embedded database runs as somebody else who must get through.
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new ConfigError(`The folder DATA_DIR (${values.DATA_DIR}) cannot be made: ${reasonOf(error)}.`);
  }
  const secret = values.NEXTAUTH_SECRET ?? keptSecret(join(dataDir, 'secret'));
  env.NEXTAUTH_SECRET = secret;
  // Without an address of its own next-auth goes by the request's.
  if (!values.NEXTAUTH_URL) env.AUTH_TRUST_HOST = 'true';
  env.NEXT_TELEMETRY_DISABLED = '1';
  return { ...values, DATA_DIR: dataDir, NEXTAUTH_SECRET: secret, s3, dev };
}

/** Whoever can reach the server could be anybody. */
function refuseTrust({ NODE_ENV, HOST }: Settings): void {
  if (NODE_ENV === 'production')
    throw new ConfigError('The setting TRUST_QUERY_USER_ID may not be true in production.');
  if (!LOOPBACK.test(HOST))
    throw new ConfigError(
      `The setting TRUST_QUERY_USER_ID may be true only where HOST is a loopback address, not ${HOST}.`,
    );
}

/** Speech comes from the first provider: without one it would show only when somebody asks for it. */
function requireSpeaker(values: Settings): void {
  if (values.OPENAI_SPEECH_VOICE && !values.OPENAI_SPEECH_MODEL)
    throw new ConfigError('The setting OPENAI_SPEECH_MODEL is required with OPENAI_SPEECH_VOICE.');
  if (values.OPENAI_API_KEY ?? values.OPENAI_BASE_URL) return;
  const given = (['OPENAI_SPEECH_MODEL', 'OPENAI_TRANSCRIPTION_MODEL'] as const).find((name) => values[name]);
  if (given)
    throw new ConfigError(`The setting OPENAI_API_KEY or OPENAI_BASE_URL is required with ${given}.`);
}

/** A bucket without its keys, or the keys of none, is a mistake that would show only at the first upload. */
function bucketOf(values: Settings) {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (bucket && accessKeyId && secretAccessKey)
    return {
      bucket,
      accessKeyId,
      secretAccessKey,
      endpoint: values.S3_ENDPOINT,
      region: values.S3_REGION,
      forcePathStyle: values.S3_FORCE_PATH_STYLE,
    };
  const together = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const given = [...together, 'S3_ENDPOINT' as const].find((name) => values[name]);
  if (!given) return undefined;
  const missing = together.find((name) => !values[name]);
  throw new ConfigError(`The setting ${missing} is required with ${given}.`);
}

/** The process's environment, with what `.env` adds to it. */
function environment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Generated once and kept: sessions outlive a restart. */
function keptSecret(file: string): string {
  try {
    if (existsSync(file)) {
      const secret = readFileSync(file, 'utf8').trim();
      if (secret.length >= 16) return secret;
    }
    const secret = randomBytes(32).toString('base64url');
    // Two first starts at once agree on whoever was first.
    writeFileSync(file, secret, { mode: 0o600, flag: existsSync(file) ? 'w' : 'wx' });
    return secret;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return keptSecret(file);
    throw new ConfigError(`The secret in DATA_DIR cannot be kept: ${reasonOf(error)}.`);
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
