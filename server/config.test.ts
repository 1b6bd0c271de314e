import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (settings: Record<string, string> = {}) =>
  loadConfig({ NODE_ENV: 'test', DATA_DIR: folder, ...settings });

const refusal = (settings: Record<string, string>): string => {
  try {
    load(settings);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'was taken';
};

describe('settings', () => {
  it('all have a value where none is given', () => {
    expect(load()).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      SEND_LIMIT: { count: 30, windowMs: 10_000 },
      LOGIN_LIMIT: { count: 10, windowMs: 900_000 },
      SIGNUP_LIMIT: { count: 20, windowMs: 3_600_000 },
      CONNECTION_LIMIT: 20,
      FILE_SIZE_LIMIT: 50 * 1024 * 1024,
      FILE_QUOTA: 1024 ** 3,
      s3: undefined,
      ASSISTANT_LIMIT: { count: 60, windowMs: 3_600_000 },
      SPEECH_LIMIT: { count: 60, windowMs: 3_600_000 },
      OPENAI_MODEL: ['gpt-4o-mini'],
      BUSINESS_TIME_ZONE: 'UTC',
      REGISTRATION: 'open',
      ALLOWED_ORIGINS: [],
      TRUST_PROXY: false,
      TRUST_QUERY_USER_ID: false,
      LOG_LEVEL: 'info',
    });
  });

  it('name a bucket for files, with its keys or not at all', () => {
    const keys = { S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' };
    expect(load({ S3_BUCKET: 'files', ...keys, FILE_SIZE_LIMIT: '500KB' })).toMatchObject({
      FILE_SIZE_LIMIT: 500 * 1024,
      s3: {
        bucket: 'files',
        accessKeyId: 'key',
        secretAccessKey: 'secret',
        endpoint: undefined,
        region: 'us-east-1',
        forcePathStyle: true,
      },
    });
    expect(refusal({ S3_BUCKET: 'files' })).toBe('The setting S3_ACCESS_KEY_ID is required with S3_BUCKET.');
    expect(refusal({ S3_ENDPOINT: 'http://localhost:9000' })).toBe(
      'The setting S3_BUCKET is required with S3_ENDPOINT.',
    );
    expect(refusal({ FILE_QUOTA: '1 GB' })).toBe('The setting FILE_QUOTA must be like 500KB, 50MB or 1GB.');
    expect(refusal({ S3_BUKET: 'files' })).toBe('There is no setting S3_BUKET.');
  });

  it('say when the desk is open', () => {
    const given = load({
      BUSINESS_HOURS: 'mon-tue 09:00-17:30, sun-mon 22:00-02:00, sat 00:00-24:00',
      BUSINESS_TIME_ZONE: 'Europe/Berlin',
    });
    expect(given.BUSINESS_TIME_ZONE).toBe('Europe/Berlin');
    expect(given.BUSINESS_HOURS?.spans).toEqual([
      { weekday: 1, opens: 540, closes: 1050 },
      { weekday: 2, opens: 540, closes: 1050 },
      { weekday: 7, opens: 1320, closes: 1560 },
      { weekday: 1, opens: 1320, closes: 1560 },
      { weekday: 6, opens: 0, closes: 1440 },
    ]);
    expect(load().BUSINESS_HOURS).toBeUndefined();
  });

  it('speak only where a provider is set up', () => {
    const speech = { OPENAI_SPEECH_MODEL: 'tts-1', OPENAI_TRANSCRIPTION_MODEL: 'whisper-1' };
    expect(load({ ...speech, OPENAI_API_KEY: 'key' })).toMatchObject(speech);
    expect(load({ ...speech, OPENAI_BASE_URL: 'http://localhost:8000/v1' })).toMatchObject(speech);
    expect(refusal({ OPENAI_SPEECH_MODEL: 'tts-1' })).toBe(
      'The setting OPENAI_API_KEY or OPENAI_BASE_URL is required with OPENAI_SPEECH_MODEL.',
    );
    expect(refusal({ OPENAI_TRANSCRIPTION_MODEL: 'whisper-1' })).toBe(
      'The setting OPENAI_API_KEY or OPENAI_BASE_URL is required with OPENAI_TRANSCRIPTION_MODEL.',
    );
    expect(refusal({ OPENAI_SPEECH_VOICE: 'alloy', OPENAI_API_KEY: 'key' })).toBe(
      'The setting OPENAI_SPEECH_MODEL is required with OPENAI_SPEECH_VOICE.',
    );
  });

  it('are read', () => {
    const given = load({
      PORT: '0',
      SEND_LIMIT: 'off',
      LOGIN_LIMIT: '5/2min',
      SIGNUP_LIMIT: '1/24h',
      ALLOWED_ORIGINS: ' https://a.example.com, http://localhost:4000 ,',
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      OPENAI_MODEL: 'small, large',
      REGISTRATION: 'closed',
      TRUST_PROXY: 'true',
      DATABASE_URL: 'postgresql://u:p@db/chat?sslmode=require',
    });
    expect(given).toMatchObject({
      PORT: 0,
      SEND_LIMIT: null,
      LOGIN_LIMIT: { count: 5, windowMs: 120_000 },
      SIGNUP_LIMIT: { count: 1, windowMs: 86_400_000 },
      ALLOWED_ORIGINS: ['https://a.example.com', 'http://localhost:4000'],
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      OPENAI_MODEL: ['small', 'large'],
      REGISTRATION: 'closed',
      TRUST_PROXY: true,
    });
  });

  it('that are empty count as not set', () => {
    expect(load({ PORT: '', DATABASE_URL: '', NEXTAUTH_URL: '' })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['NODE_ENV', 'staging'],
    ['DATABASE_URL', 'mysql://db/chat'],
    ['DATABASE_URL', 'localhost:5432'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'redis://[nowhere'],
    ['NEXTAUTH_URL', 'chat.example.com'],
    ['NEXTAUTH_URL', 'ftp://chat.example.com'],
    ['NEXTAUTH_SECRET', 'short'],
    ['ALLOWED_ORIGINS', '*'],
    ['WIDGET_SECRET', 'short'],
    ['WIDGET_LIMIT', '60'],
    ['ALLOWED_ORIGINS', 'https://a.example.com, b.example.com'],
    ['SEND_LIMIT', '30'],
    ['SEND_LIMIT', '30/s'],
    ['SEND_LIMIT', '0/10s'],
    ['SEND_LIMIT', '30/10d'],
    ['SEND_LIMIT', 'Off'],
    ['LOGIN_LIMIT', '10/15 min'],
    ['SIGNUP_LIMIT', '-1/1h'],
    ['ASSISTANT_LIMIT', 'never'],
    ['OPENAI_BASE_URL', 'localhost:11434'],
    ['OPENAI_MODEL', 'small,,large'],
    ['OPENAI_FALLBACK_MODEL', ','],
    ['OPENAI_SPEECH_MODEL', 'tts-1,tts-2'],
    ['OPENAI_SPEECH_VOICE', 'a voice'],
    ['OPENAI_TRANSCRIPTION_MODEL', ' '],
    ['SPEECH_LIMIT', '60'],
    ['CONNECTION_LIMIT', '0'],
    ['CONNECTION_LIMIT', 'many'],
    ['REGISTRATION', 'invite'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_QUERY_USER_ID', '1'],
    ['BUSINESS_HOURS', 'always'],
    ['BUSINESS_HOURS', 'mon-fri 9:00-17:00'],
    ['BUSINESS_HOURS', 'mon-fri 09:00-17:00,'],
    ['BUSINESS_HOURS', 'mon 09:00-09:00'],
    ['BUSINESS_HOURS', 'mon 24:00-25:00'],
    ['BUSINESS_TIME_ZONE', 'Europe/Atlantis'],
    ['BUSINESS_TIME_ZONE', '+02:00'],
    ['BUSINESS_TIME_ZONE', 'CET'],
    ['METRICS_TOKEN', 'short'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused with a sentence that names it', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^The setting ${name} .+\\.$`));
  });

  it.each([
    'SEND_LIMITS',
    'OPENAI_FALLBACK_KEY',
    'OPENAI_SPEECH_MODELS',
    'SPEECH_LIMITS',
    'BUSINESS_HOUR',
    'LOGIN_RATE',
    'DATABASE_URI',
    'REDIS_HOST',
    'TRUST_PROXIES',
    'REGISTRATION_OPEN',
    'ALLOWED_ORIGINS_',
  ])('%s, which does not exist, is refused by name', (name) => {
    expect(refusal({ [name]: 'x' })).toBe(`There is no setting ${name}.`);
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('let user ids be trusted on %s', (HOST) => {
    expect(load({ TRUST_QUERY_USER_ID: 'true', HOST }).TRUST_QUERY_USER_ID).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'chat.example.com', '127.0.0.1.example.com'])(
    'let nobody trust user ids on %s',
    (HOST) => {
      expect(refusal({ TRUST_QUERY_USER_ID: 'true', HOST })).toBe(
        `The setting TRUST_QUERY_USER_ID may be true only where HOST is a loopback address, not ${HOST}.`,
      );
    },
  );

  it('let nobody trust user ids in production', () => {
    expect(refusal({ TRUST_QUERY_USER_ID: 'true', NODE_ENV: 'production' })).toBe(
      'The setting TRUST_QUERY_USER_ID may not be true in production.',
    );
    expect(() =>
      load({ TRUST_QUERY_USER_ID: 'false', NODE_ENV: 'production', HOST: '0.0.0.0' }),
    ).not.toThrow();
  });

  it('leave alone what is other programs’', () => {
    expect(() => load({ PATH: '/bin', NEXT_PUBLIC_X: '1', REDIS_SERVER_PATH: '/bin/x' })).not.toThrow();
  });
});

describe('the secret', () => {
  it('is made once, kept, and readable by nobody else', () => {
    const { NEXTAUTH_SECRET } = load();
    expect(NEXTAUTH_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(load().NEXTAUTH_SECRET).toBe(NEXTAUTH_SECRET);
    expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
  });

  it('that was cut off is made anew', () => {
    writeFileSync(join(folder, 'secret'), 'short');
    const { NEXTAUTH_SECRET } = load();
    expect(NEXTAUTH_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(NEXTAUTH_SECRET);
  });

  it('that is given is not written down', () => {
    load({ NEXTAUTH_SECRET: 'a secret of sixteen' });
    expect(() => statSync(join(folder, 'secret'))).toThrow('ENOENT');
  });

  it('is required in production where others share the database', () => {
    const production = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/chat' };
    expect(refusal(production)).toBe(
      'The setting NEXTAUTH_SECRET is required in production with DATABASE_URL.',
    );
    expect(load({ ...production, NEXTAUTH_SECRET: 'a secret of sixteen' }).dev).toBe(false);
  });

  it('reaches next-auth, and so does that there is no address', () => {
    const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', DATA_DIR: folder };
    const { NEXTAUTH_SECRET } = loadConfig(env);
    expect(env).toMatchObject({ NEXTAUTH_SECRET, AUTH_TRUST_HOST: 'true' });
  });
});

describe('the data folder', () => {
  it('that cannot be made is named', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(refusal({ DATA_DIR: join(folder, 'file', 'data') })).toMatch(/^The folder DATA_DIR .+\.$/);
  });

  it('without room for the secret says so', () => {
    // A folder in the place of the file: unlike a mode, this stops root, too.
    mkdirSync(join(folder, 'secret'));
    expect(refusal({})).toMatch(/^The secret in DATA_DIR cannot be kept: .+\.$/);
  });
});
