import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { query, startProgram, temporaryFolder } from './embedded/testing.ts';

describe('the embedded database', () => {
  it('keeps what was committed over a restart, and leaves no process', async () => {
    await using folder = await temporaryFolder();
    const first = await folder.start();
    await query(first.url, `create table kept as select 'Привет' as text`);
    await first.stop();
    expect(folder.postmaster()).toBeUndefined();

    const second = await folder.start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select * from kept')).toEqual([{ text: 'Привет' }]);
    await second.stop();
    expect(folder.postmaster()).toBeUndefined();
  });

  it('is durable, and speaks UTF-8 whatever the environment says', async () => {
    await using folder = await temporaryFolder();
    const environment = {
      LANG: 'xx_XX.UTF-8',
      LC_ALL: 'xx_XX',
      PGDATA: '/nowhere',
      PGPORT: '1',
      PGSSLMODE: 'require',
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());

    const database = await folder.start();
    const [settings] = await query(
      database.url,
      `select current_setting('server_encoding') as encoding, 'ПРИВЕТ' ilike 'привет' as folds,
         current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    );
    expect(settings).toEqual({ encoding: 'UTF8', folds: true, fsync: 'on', commit: 'on' });
    await database.stop();
  });

  it.each([
    ['with an unusual name', `it's "a, b" & ünïcode%20`],
    ['whose path is too long for a socket', 'deeper/'.repeat(16)],
  ])('runs in a folder %s', async (_, below) => {
    await using folder = await temporaryFolder(below);
    const database = await folder.start();
    expect(new URL(database.url).pathname).toBe('/app');
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
    const sockets = new URL(database.url).searchParams.get('host') ?? '';
    expect(existsSync(join(sockets, '.s.PGSQL.5432'))).toBe(false);
  });

  it('runs in a folder that was opened to everyone', async () => {
    await using folder = await temporaryFolder();
    await (await folder.start()).stop();
    await chmod(folder.cluster, 0o777);
    const database = await folder.start();
    expect((await stat(folder.cluster)).mode & 0o777).toBe(0o700);
    await database.stop();
  });

  it('removes what a start that was killed half way has left', async () => {
    await using folder = await temporaryFolder();
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    await mkdir(join(folder.path, `postgres.new-${ended}-x`, 'base'), { recursive: true });
    await (await folder.start()).stop();
    expect((await readdir(folder.path)).toSorted()).toEqual(['postgres', 'postgres.log']);
  });
});

describe('several programs on one embedded database', () => {
  it('may all start it at once; the last one out stops it', async () => {
    await using folder = await temporaryFolder();
    await using one = await startProgramsTogether(folder.path);
    const [first, second] = one.programs;
    const here = await folder.start();
    const server = folder.postmaster();
    expect(first.url).toBe(here.url);

    await first.stop();
    expect(folder.postmaster()).toBe(server);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all([here.stop(), second.stop()]);
    expect(folder.postmaster()).toBeUndefined();
  });

  it('do not take it from somebody who is still connected', async () => {
    await using folder = await temporaryFolder();
    const database = await folder.start();
    const guest = new pg.Client({ connectionString: database.url });
    guest.on('error', () => undefined);
    await guest.connect();
    await database.stop();
    expect((await guest.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await guest.end();

    await (await folder.start()).stop();
    expect(folder.postmaster()).toBeUndefined();
  });
});

describe('after a crash', () => {
  it('of the program, its server is taken over with all that was committed', async () => {
    await using folder = await temporaryFolder();
    await using program = await startProgram(folder.path);
    await query(program.url, 'create table kept as select 1 as one');
    const server = folder.postmaster();
    await program.kill();

    const database = await folder.start();
    expect(folder.postmaster()).toBe(server);
    expect(await query(database.url, 'select * from kept')).toEqual([{ one: 1 }]);
    await database.stop();
    expect(folder.postmaster()).toBeUndefined();
  });

  it('of the server, it is started again, and pools find all that was committed', async () => {
    await using folder = await temporaryFolder();
    const back = Promise.withResolvers<void>();
    const database = await folder.start({
      log: (line) => line.includes('is back') && back.resolve(),
    });
    const pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
    await pool.query('create table kept (id int)');

    let isBack = false;
    void back.promise.then(() => (isBack = true));
    const acknowledged: number[] = [];
    for (let id = 1; !isBack; id += 1) {
      if (id === 50) process.kill(folder.postmaster() ?? 0, 'SIGKILL');
      await pool.query('insert into kept values ($1)', [id]).then(
        () => acknowledged.push(id),
        () => undefined,
      );
    }

    const { rows } = await pool.query<{ id: number }>('select id from kept');
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(49);
    await pool.end();
    await database.stop();
    expect(folder.postmaster()).toBeUndefined();
  });

  it('of both, it starts although the old number of the server belongs to another process now', async () => {
    await using folder = await temporaryFolder();
    const database = await folder.start();
    await database.stop();
    const { uid, gid } = await stat(folder.cluster);
    const stranger = spawn('sleep', ['600'], { ...(process.getuid?.() === 0 && { uid, gid }) });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    await once(stranger, 'spawn');
    await writeFile(join(folder.cluster, 'postmaster.pid'), `${stranger.pid}\n${folder.cluster}\n`);
    await writeFile(join(folder.cluster, '.s.PGSQL.5432.lock'), `${stranger.pid}\n`);

    const again = await folder.start();
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
    expect(stranger.exitCode).toBeNull();
  });
});

async function startProgramsTogether(dataDir: string) {
  const programs = await Promise.all([startProgram(dataDir), startProgram(dataDir)]);
  return {
    programs,
    async [Symbol.asyncDispose]() {
      await Promise.all(programs.map((program) => program.kill()));
    },
  };
}
