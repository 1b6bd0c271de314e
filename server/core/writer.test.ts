import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Delta, Message } from '#server/protocol/conversation.ts';
import type { Draft, Outcome } from './store.ts';
import { createWriter } from './writer.ts';

const draft = (name: string, change: Partial<Draft> = {}): Draft => ({
  conversationId: 1,
  senderId: 1,
  clientId: name,
  kind: 'text',
  content: `text of ${name}`,
  replyToId: null,
  ...change,
});

/** A statement in flight: what it is to store, and how the test ends it. */
interface Statement {
  drafts: readonly Draft[];
  commit: () => void;
  fail: (error: unknown) => void;
}

/** A store in memory whose statements end when the test says so; it keeps rows by client id, as the real one does. */
function scene({ publishing }: { publishing?: Error } = {}) {
  const rows = new Map<string, Message>();
  const statements: Statement[] = [];
  const log: string[] = [];
  const faults: unknown[] = [];
  let arrived = () => {};

  function store(drafts: readonly Draft[]): Outcome[] {
    return drafts.map((one): Outcome => {
      if (one.content === 'refused') return { status: 'refused', code: 'reply_not_found' };
      const key = `${one.conversationId}/${one.senderId}/${one.clientId}`;
      const known = rows.get(key);
      if (known) return { status: 'duplicate', message: known };
      const seq = [...rows.values()].filter((row) => row.conversationId === one.conversationId).length + 1;
      const message: Message = {
        id: rows.size + 1,
        conversationId: one.conversationId,
        seq,
        version: seq,
        senderId: one.senderId,
        clientId: one.clientId,
        kind: one.kind,
        content: one.content,
        replyTo: null,
        reactions: {},
        createdAt: '2026-01-01T00:00:00.000Z',
        editedAt: null,
        deletedAt: null,
      };
      rows.set(key, message);
      return { status: 'stored', message };
    });
  }

  const published: Delta[] = [];
  const writer = createWriter({
    store: {
      insert(drafts) {
        const { promise, resolve, reject } = Promise.withResolvers<Outcome[]>();
        statements.push({
          drafts,
          commit() {
            const outcomes = store(drafts);
            log.push('commit');
            resolve(outcomes);
          },
          fail: reject,
        });
        arrived();
        return promise;
      },
      isTransient: (error) => error === LOST,
    },
    committed(delta) {
      log.push('publish');
      if (publishing) throw publishing;
      published.push(delta);
    },
    failed: (error) => void faults.push(error),
  });

  return {
    writer,
    statements,
    published,
    log,
    faults,
    rows,
    /** The statement of that index, once it is sent. */
    async statement(index: number): Promise<Statement> {
      for (;;) {
        const found = statements[index];
        if (found) return found;
        await new Promise<void>((resolve) => (arrived = resolve));
      }
    },
  };
}

const LOST = new Error('the connection was lost');
const names = ({ drafts }: Statement) => drafts.map(({ clientId }) => clientId);

afterEach(() => void vi.useRealTimers());

describe('the writer', () => {
  it('puts what arrives during one statement into the next, in the order in which it came', async () => {
    const { writer, statements, statement } = scene();
    const writes = [writer.write(draft('a'))];
    const first = await statement(0);
    writes.push(...['b', 'c', 'd'].map((name) => writer.write(draft(name))));
    expect(names(first)).toEqual(['a']);
    first.commit();
    const second = await statement(1);
    expect(names(second)).toEqual(['b', 'c', 'd']);
    second.commit();
    const seqs = (await Promise.all(writes)).map(({ message }) => message.seq);
    expect(seqs).toEqual([1, 2, 3, 4]);
    expect(statements).toHaveLength(2);
  });

  it('shares one statement among what one turn of the event loop brings', async () => {
    const { writer, statement } = scene();
    const writes = ['a', 'b', 'c'].map((name) => writer.write(draft(name)));
    const only = await statement(0);
    expect(names(only)).toEqual(['a', 'b', 'c']);
    only.commit();
    await Promise.all(writes);
  });

  it('tells nobody before the commit, and publishes before it tells the sender', async () => {
    const { writer, log, statement } = scene();
    const write = writer.write(draft('a')).then(() => log.push('acknowledge'));
    const first = await statement(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual([]);
    first.commit();
    await write;
    expect(log).toEqual(['commit', 'publish', 'acknowledge']);
  });

  it('makes one message of what is sent twice at once', async () => {
    const { writer, statements, rows, statement } = scene();
    const writes = [1, 2, 3].map(() => writer.write(draft('same')));
    const first = await statement(0);
    // In flight already: this one joins, too.
    writes.push(writer.write(draft('same')));
    first.commit();
    const written = await Promise.all(writes);
    expect(new Set(written.map(({ message }) => message.id)).size).toBe(1);
    expect(written.map(({ duplicate }) => duplicate)).toEqual([false, true, true, true]);
    expect(statements).toHaveLength(1);
    expect(rows.size).toBe(1);
  });

  it('does not take other senders or conversations for the same', async () => {
    const { writer, rows, statement } = scene();
    const writes = [draft('x'), draft('x', { senderId: 2 }), draft('x', { conversationId: 2 })].map((one) =>
      writer.write(one),
    );
    (await statement(0)).commit();
    await Promise.all(writes);
    expect(rows.size).toBe(3);
  });

  it('answers a later repeat with the first message, and publishes it only once', async () => {
    const { writer, published, statement } = scene();
    const write = writer.write(draft('a'));
    (await statement(0)).commit();
    const { message } = await write;
    const repeat = writer.write(draft('a'));
    (await statement(1)).commit();
    expect(await repeat).toEqual({ message, duplicate: true });
    expect(published).toHaveLength(1);
  });

  it('publishes one delta a conversation of a batch', async () => {
    const { writer, published, statement } = scene();
    const writes = ['a', 'b', 'c', 'd'].map((name, index) =>
      writer.write(draft(name, { conversationId: 1 + (index % 2) })),
    );
    (await statement(0)).commit();
    await Promise.all(writes);
    expect(
      published.map(({ conversationId, since, version, lastSeq, messages }) => [
        conversationId,
        since,
        version,
        lastSeq,
        messages.map(({ seq }) => seq),
      ]),
    ).toEqual([
      [1, 0, 2, 2, [1, 2]],
      [2, 0, 2, 2, [1, 2]],
    ]);
  });

  it('answers and goes on when what is stored cannot be published', async () => {
    const { writer, faults, statement } = scene({ publishing: new Error('a dialect broke') });
    const write = writer.write(draft('a'));
    (await statement(0)).commit();
    expect((await write).message.seq).toBe(1);
    const next = writer.write(draft('b'));
    (await statement(1)).commit();
    expect((await next).message.seq).toBe(2);
    expect(faults).toHaveLength(2);
  });

  it('knows what is on its way', async () => {
    const { writer, statement } = scene();
    const write = writer.write(draft('a'));
    const pending = writer.pending(draft('a'));
    expect(writer.pending(draft('b'))).toBeUndefined();
    (await statement(0)).commit();
    expect(await pending).toEqual({ ...(await write), duplicate: true });
    expect(writer.pending(draft('a'))).toBeUndefined();
  });

  it('refuses one draft without harm to its neighbours', async () => {
    const { writer, statement } = scene();
    const [good, bad] = [writer.write(draft('a')), writer.write(draft('b', { content: 'refused' }))];
    (await statement(0)).commit();
    await expect(bad).rejects.toMatchObject({ code: 'reply_not_found' });
    expect((await good).message.seq).toBe(1);
  });

  it('halves a batch that fails until the bad row stands alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(39), { maxLength: 3 }),
        async (size, bad) => {
          const { writer, statement, faults, rows } = scene();
          const isBad = (index: number) => bad.includes(index);
          const answers = Promise.allSettled(
            Array.from({ length: size }, (_, index) =>
              writer.write(draft(`${index}`, { content: isBad(index) ? 'bad' : 'good' })),
            ),
          );
          let done = false;
          void answers.then(() => (done = true));
          for (let index = 0; !done; index++) {
            const next = await Promise.race([statement(index), answers]);
            if (Array.isArray(next)) break;
            if (next.drafts.some(({ content }) => content === 'bad'))
              next.fail(new Error('value out of range'));
            else next.commit();
            await new Promise((resolve) => setImmediate(resolve));
          }
          const settled = await answers;
          settled.forEach((answer, index) =>
            expect(answer.status).toBe(isBad(index) ? 'rejected' : 'fulfilled'),
          );
          const stored = settled.flatMap((answer) =>
            answer.status === 'fulfilled' ? [answer.value.message.seq] : [],
          );
          // In the order in which they were sent, without a hole.
          expect(stored).toEqual(stored.map((_, index) => index + 1));
          expect(rows.size).toBe(stored.length);
          expect(faults).toHaveLength(size - stored.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('writes a batch again whose connection was lost', async () => {
    const { writer, faults, statement } = scene();
    const write = writer.write(draft('a'));
    (await statement(0)).fail(LOST);
    (await statement(1)).fail(LOST);
    (await statement(2)).commit();
    expect((await write).message.seq).toBe(1);
    expect(faults).toEqual([]);
  });

  it('tells the senders when the store stays away, and goes on when it is back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
    const { writer, faults, statements, statement } = scene();
    const write = writer.write(draft('a'));
    let refused: unknown;
    const over = write.catch((error: unknown) => (refused = error));
    for (let index = 0; refused === undefined; index++) {
      (await statement(index)).fail(LOST);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await over;
    expect(refused).toMatchObject({ code: 'unavailable' });
    expect(statements.length).toBeGreaterThan(5);
    expect(faults).toEqual([]);
    const next = writer.write(draft('b'));
    (await statement(statements.length)).commit();
    expect((await next).message.seq).toBe(1);
  });

  it('is idle when everything that was taken is answered', async () => {
    const { writer, statement } = scene();
    const answered: string[] = [];
    void writer.write(draft('a')).then(() => answered.push('a'));
    const first = await statement(0);
    void writer.write(draft('b')).then(() => answered.push('b'));
    const idle = writer.idle().then(() => answered.push('idle'));
    first.commit();
    (await statement(1)).commit();
    await idle;
    expect(answered).toEqual(['a', 'b', 'idle']);
    await writer.idle();
  });
});
