import { ensureProgram, findProgram, type Program } from './program.ts';

const program: Program = {
  name: 'Redis',
  variable: 'REDIS_SERVER_PATH',
  paths: [
    '/usr/bin/redis-server',
    '/usr/local/bin/redis-server',
    '/usr/bin/valkey-server',
    '/usr/local/bin/valkey-server',
    '/opt/homebrew/bin/redis-server',
  ],
  trial: ['--version'],
  debianPackage: 'redis-server',
};

/** @returns the path of the redis-server to use, without trying it; undefined when there is none */
export const findRedis = (): string | undefined => findProgram(program);

/** @returns the path of a redis-server that starts, installed if need be. @throws {Error} see `ensureProgram` */
export const ensureRedis = (): Promise<string> => ensureProgram(program);
