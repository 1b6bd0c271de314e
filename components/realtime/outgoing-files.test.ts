import { describe, expect, test } from 'vitest';
import type { File } from '#server/protocol/conversation.ts';
import { localError } from './command-error.ts';
import { describe as describeMessage } from './excerpt.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { createTestProfile, settle } from './test-browser.ts';
import { createTestHub } from './test-hub.ts';
import { openPage } from './test-page.ts';
import type { Upload } from './upload.ts';

const ada = 1;
const grace = 2;

function outgoing(name: string, content = 'bytes'): OutgoingFile {
  const blob = new Blob([content]);
  const size = name.endsWith('.png') ? { width: 30, height: 20 } : { width: null, height: null };
  return { key: name, name, blob, size: blob.size, mimeType: '', ...size };
}

/** Ada's page of a chat with Grace. */
async function openChat(profile = createTestProfile(), hub = createTestHub()) {
  const [known] = hub.conversationsOf(ada);
  const id = known ?? hub.create([ada, grace]);
  const page = await openPage(hub, ada, id, profile);
  const send = (content: string, ...files: OutgoingFile[]) => {
    page.client.attach(id, () => files);
    return page.client.send(id, content, null);
  };
  /** What each row shows: a file by its name. */
  const shown = () =>
    page
      .itemsOf(id)
      .map(({ content, file, status }) => `${file ? `[${file.name}]` : ''}${content} · ${status}`);
  return { hub, id, page, send, shown };
}

/** An upload that goes on when the test says so. */
function heldUpload(passOn: (name: string) => File) {
  const calls: { name: string; progress: (part: number) => void; aborted: () => boolean; end: () => void }[] =
    [];
  const upload: Upload = ({ name }, { signal, progress }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(localError('unavailable')));
      calls.push({ name, progress, aborted: () => signal.aborted, end: () => resolve(passOn(name)) });
    });
  return { calls, upload };
}

describe('files on their way', () => {
  test('each becomes a message, and the text one after them', async () => {
    const { hub, id, page, send, shown } = await openChat();
    expect(send('look', outgoing('a.png'), outgoing('b.pdf'))).toBeNull();
    expect(shown()).toEqual(['[a.png] · sending', '[b.pdf] · sending', 'look · sending']);
    expect(page.state().attachments.size).toBe(0);
    await settle();
    expect(shown()).toEqual(['[a.png] · sent', '[b.pdf] · sent', 'look · sent']);
    const { messages } = hub.history(grace, { conversationId: id });
    expect(messages.map(({ kind }) => kind)).toEqual(['image', 'file', 'text']);
  });

  test('need no text, but a bad text keeps them where they are', async () => {
    const { page, id, send, shown } = await openChat();
    expect(send('')).not.toBeNull();
    expect(send('x'.repeat(16_001), outgoing('a.png'))).not.toBeNull();
    expect(page.state().attachments.get(id)).toHaveLength(1);
    expect(shown()).toEqual([]);
    expect(send('', outgoing('a.png'))).toBeNull();
    await settle();
    expect(shown()).toEqual(['[a.png] · sent']);
  });

  test('tell how far they are, and are not overtaken', async () => {
    const { hub, page, send, shown } = await openChat();
    const { calls, upload } = heldUpload((name) => hub.addFile(name, 5));
    page.wire.upload = upload;
    send('after it', outgoing('film.mp4'));
    await settle();
    calls[0]?.progress(0.5);
    expect([...page.state().uploads.values()]).toEqual([0.5]);
    expect(page.asked('message.send')).toHaveLength(0);
    calls[0]?.end();
    await settle();
    expect(page.state().uploads.size).toBe(0);
    expect(shown()).toEqual(['[film.mp4] · sent', 'after it · sent']);
  });

  test('wait for the connection, and are uploaded again when it was lost on the way', async () => {
    const { hub, page, send, shown } = await openChat();
    const { calls, upload } = heldUpload((name) => hub.addFile(name, 5));
    let lost = 0;
    page.wire.upload = async () => {
      lost += 1;
      throw localError('unavailable');
    };
    send('', outgoing('a.pdf'));
    await settle();
    expect(lost).toBe(1);
    page.wire.down = true;
    page.wire.cut();
    await page.clock.advance(10_000);
    expect(shown()).toEqual(['[a.pdf] · sending']);
    page.wire.upload = upload;
    page.wire.down = false;
    await page.clock.advance(60_000);
    expect(calls).toHaveLength(1);
    calls[0]?.end();
    await settle();
    expect(shown()).toEqual(['[a.pdf] · sent']);
  });

  test('are uploaded once and stored once, though the acknowledgement was lost', async () => {
    const { hub, id, page, send } = await openChat();
    let uploads = 0;
    page.wire.upload = async ({ name }) => {
      uploads += 1;
      return hub.addFile(name, 5);
    };
    page.wire.fate = ({ kind, name }) => (kind === 'answer' && name === 'message.send' ? 'drop' : 'pass');
    send('', outgoing('a.pdf'));
    await settle();
    page.wire.fate = () => 'pass';
    page.wire.cut();
    await page.clock.advance(60_000);
    expect(uploads).toBe(1);
    expect(hub.history(grace, { conversationId: id }).messages).toHaveLength(1);
  });

  test('outlive the page: another one goes on with their bytes', async () => {
    const profile = createTestProfile();
    const { hub, page, send } = await openChat(profile);
    page.wire.down = true;
    page.wire.cut();
    await settle();
    send('', outgoing('a.pdf', 'the very bytes'));
    await settle();
    page.stop();
    const next = await openPage(hub, ada, undefined, profile);
    const sent: string[] = [];
    next.wire.upload = async ({ blob, name }) => {
      sent.push(await blob.text());
      return hub.addFile(name, blob.size);
    };
    next.wire.cut();
    await next.clock.advance(60_000);
    const [id = 0] = hub.conversationsOf(ada);
    expect(hub.history(grace, { conversationId: id }).messages.map(({ file }) => file?.name)).toEqual([
      'a.pdf',
    ]);
  });

  test('that the server refuses are kept, say why, and can be tried again or dropped', async () => {
    const { hub, page, id, send, shown } = await openChat();
    page.wire.upload = () => Promise.reject(localError('quota_exceeded'));
    send('but this goes', outgoing('a.pdf'), outgoing('b.pdf'));
    await settle();
    expect(shown()).toEqual(['but this goes · sent', '[a.pdf] · failed', '[b.pdf] · failed']);
    const [, first, second] = page.itemsOf(id);
    expect(first?.error).toMatchObject({ code: 'quota_exceeded' });
    page.wire.upload = async ({ name }) => hub.addFile(name, 5);
    page.client.retry(first?.clientId ?? '');
    page.client.discard(second?.clientId ?? '');
    await settle();
    expect(shown()).toEqual(['but this goes · sent', '[a.pdf] · sent']);
  });

  test('can be cancelled while they go up, and what is behind them goes on', async () => {
    const { hub, page, id, send, shown } = await openChat();
    const { calls, upload } = heldUpload((name) => hub.addFile(name, 5));
    page.wire.upload = upload;
    send('after it', outgoing('film.mp4'));
    await settle();
    page.client.discard(page.itemsOf(id)[0]?.clientId ?? '');
    await settle();
    expect(calls[0]?.aborted()).toBe(true);
    expect(shown()).toEqual(['after it · sent']);
    expect(page.state().uploads.size).toBe(0);
  });

  test('can not be cancelled once the message is asked for', async () => {
    const { page, id, send, shown } = await openChat();
    page.wire.fate = ({ kind, name }) => (kind === 'command' && name === 'message.send' ? 'late' : 'pass');
    send('', outgoing('a.pdf'));
    await settle();
    page.client.discard(page.itemsOf(id)[0]?.clientId ?? '');
    page.wire.release();
    await settle();
    expect(shown()).toEqual(['[a.pdf] · sent']);
  });
});

describe('what is said of a file', () => {
  test('is what is written under it, or what it is, in lists and quotes alike', async () => {
    const { hub, page, id, send } = await openChat();
    send('', outgoing('a.png'));
    await settle();
    const last = () => page.state().summaries.get(id)?.last;
    expect(last() && describeMessage(last() ?? { excerpt: '' })).toBe('Photo');
    const first = hub.message(id, 1);
    hub.send(grace, { conversationId: id, content: 'nice', clientId: 'r', replyToId: first?.id ?? 0 });
    await settle();
    const quote = () => page.itemsOf(id)[1]?.replyTo;
    expect(describeMessage(quote() ?? { excerpt: '' })).toBe('Photo');
    hub.remove(first?.id ?? 0);
    await settle();
    expect(quote()).toMatchObject({ deleted: true, file: null });
    expect(page.itemsOf(id)[0]).toMatchObject({ content: '', file: null });
  });

  test('is its caption where there is one, and its name where it is no image', () => {
    const file = {
      id: '',
      name: 'paper.pdf',
      mimeType: 'application/pdf',
      size: 1,
      width: null,
      height: null,
    };
    expect(describeMessage({ excerpt: '', file })).toBe('paper.pdf');
    expect(describeMessage({ excerpt: 'Read this', file })).toBe('Read this');
    expect(describeMessage({ excerpt: '' })).toBe('');
  });
});
