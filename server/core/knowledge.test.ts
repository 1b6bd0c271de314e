import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { shipArticles } from '#server/testing/articles.ts';

const application = sharedApplication();
beforeAll(() => shipArticles(application));

const search = (question: string) => application.core.knowledge.search(question, { limit: 5 });
const answer = (...args: Parameters<typeof application.core.knowledge.answer>) =>
  application.core.knowledge.answer(...args);

/** What people ask, and the passage that tells it: `slug#anchor`. */
type Asked = [question: string, place: string];

const english = [
  ['How do I close a support chat?', 'support-chats#how-do-i-close-a-support-chat'],
  ['close support chat', 'support-chats#how-do-i-close-a-support-chat'],
  ['how can i colse my suport chat', 'support-chats#how-do-i-close-a-support-chat'],
  ['Can I reopen a chat that was closed?', 'support-chats#reopening-a-closed-support-chat'],
  ['how do I talk to a human in support', 'support-chats'],
  ['claim a chat', 'support-chats#claiming-a-support-chat'],
  ['how do I edit a message', 'replies-edits-deletes#editing-a-message'],
  ['delte a mesage', 'replies-edits-deletes#deleting-a-message'],
  ['How can I reply to somebody?', 'replies-edits-deletes#replying-to-a-message'],
  ['remove my reaction', 'reactions#taking-a-reaction-back'],
  ['what do the ticks mean?', 'read-state#what-the-ticks-mean'],
  ['how many unread messages', 'read-state#how-many-messages-are-unread'],
  ['How large can a file be?', 'files'],
  ['what happens when I am offline?', 'offline'],
  ['leave a group', 'groups#leaving-a-group'],
  ['How do I rename the group?', 'groups#renaming-a-group'],
  ['keyboard shortcuts', 'keyboard'],
  ['change my password', 'settings#changing-your-password'],
  ['dark theme', 'settings#light-and-dark'],
  ['How do I get a token for the API?', 'protocols-and-tokens#getting-an-api-token'],
  ['revoke my tokens', 'protocols-and-tokens#revoking-tokens'],
  ['who can read my messages?', 'privacy#who-can-read-my-messages'],
  ['Is this answer written by a language model?', 'assistant#who-answers'],
  ['publish an article', 'help-articles#publishing-an-article'],
  ['Wie kann ich einen Support-Chat wieder reopen?', 'support-chats#reopening-a-closed-support-chat'],
] satisfies Asked[];

const spanish = [
  ['¿Cómo cierro un chat de soporte?', 'support-chats#como-cierro-un-chat-de-soporte'],
  ['como reabrir un chat cerrado', 'support-chats#reabrir-un-chat-de-soporte-cerrado'],
  ['¿Cómo edito un mensaje?', 'replies-edits-deletes#editar-un-mensaje'],
  ['borar un mensage', 'replies-edits-deletes#borrar-un-mensaje'],
  ['quitar una reaccion', 'reactions#quitar-una-reaccion'],
  ['empezar una conversacion', 'conversations#empezar-una-conversacion'],
  ['¿Cómo se sale de un grupo?', 'groups#salir-de-un-grupo'],
  ['cambiar mi contraseña', 'settings#cambiar-tu-contrasena'],
  ['atajos de teclado', 'keyboard'],
  ['¿Quién puede leer mis mensajes?', 'privacy#quien-puede-leer-mis-mensajes'],
  ['revocar los tokens', 'protocols-and-tokens#revocar-tokens'],
  ['¿Qué pasa si estoy sin conexión?', 'offline'],
] satisfies Asked[];

describe.each([
  { language: 'en', questions: english as Asked[] },
  { language: 'es', questions: spanish as Asked[] },
])('a question in $language', ({ language, questions }) => {
  it.each(questions)('%s finds %s first', async (question, place) => {
    const [best] = await search(question);
    const [slug, anchor] = place.split('#');
    expect(best).toMatchObject({ language, slug, ...(anchor && { anchor }) });
  });
});

describe('a search', () => {
  it('marks what was looked for, as text', async () => {
    const [best] = await search('revoke tokens');
    expect(best?.excerpt.filter(({ hit }) => hit).map(({ text }) => text.toLowerCase())).toContain('tokens');
    expect(best?.excerpt.map(({ text }) => text).join('')).not.toMatch(/[\uE000\uE001*`]/);
  });

  it('takes quotes and minus signs for what they mean, while they find something', async () => {
    const plain = await application.core.knowledge.search('reactions', { limit: 50 });
    const without = await application.core.knowledge.search('reactions -emoji', { limit: 50 });
    expect(plain.some(({ text }) => text.includes('emoji'))).toBe(true);
    expect(without.length).toBeGreaterThan(0);
    expect(without.every(({ text }) => !text.includes('emoji'))).toBe(true);
    for (const { text, heading } of await search('"support chat"'))
      expect(`${heading} ${text}`).toMatch(/support chat/i);
    expect(await search('"reaction token password"')).not.toEqual([]);
  });

  it('keeps to a language that is wished for', async () => {
    const found = await application.core.knowledge.search('chat', { limit: 20, language: 'es' });
    expect(new Set(found.map(({ language }) => language))).toEqual(new Set(['es']));
  });

  it.each([
    '',
    '   ',
    'the',
    '?!',
    '"',
    "'",
    '\\',
    '\0',
    '\u{d800}',
    ':* & | !',
    'xyzzy',
    '日本語',
    `${'a '.repeat(5_000)}`,
  ])('for %j finds nothing or something, and never fails', async (question) => {
    expect(Array.isArray(await search(question))).toBe(true);
    expect((await answer(question)).content).not.toBe('');
  });
});

describe('an answer', () => {
  it('says that no model gave it, shows the passage and names it', async () => {
    const { content, citations } = await answer('How do I close a support chat?');
    expect(content).toMatch(/^No AI model is set up here/);
    expect(content).toContain('Only an admin can close a support chat.');
    expect(content).toContain('[1]');
    expect(citations[0]).toEqual({
      n: 1,
      slug: 'support-chats',
      language: 'en',
      title: 'Support chats',
      anchor: 'how-do-i-close-a-support-chat',
    });
  });

  it('says so when a model is set up and cannot be reached', async () => {
    expect((await answer('close a support chat', 'unreachable')).content).toMatch(/cannot be reached/);
    expect((await answer('cerrar un chat de soporte', 'unreachable')).content).toMatch(
      /no se puede contactar/,
    );
  });

  it.each([
    ['What is the capital of France?', /nothing about this.*\n*.*support chat/],
    ['¿Cuál es la capital de Francia?', /no dicen nada.*\n*.*chat de soporte/],
  ])('to %s says that there is none, and cites nothing', async (question, words) => {
    const { content, citations } = await answer(question);
    expect(content).toMatch(words);
    expect(citations).toEqual([]);
  });

  it('that only comes close says so, and offers a person', async () => {
    const { content } = await answer('Please bake a chocolate cake with seventeen reactions');
    expect(content).toMatch(/None of them answers this exactly/);
    expect(content).toMatch(/A person can help/);
  });

  it.each([...english, ...spanish])('to %s cites what there is, and nothing else', async (question) => {
    const { content, citations } = await answer(question);
    const named = new Set([...content.matchAll(/\[(\d+)\](?!\()/g)].map(([, n]) => Number(n)));
    expect([...named].toSorted()).toEqual(citations.map(({ n }) => n));
    const { rows } = await application.pool.query(
      `select 1 from jsonb_to_recordset($1) c (slug text, language text, title text, anchor text)
       join articles a on a.slug = c.slug and a.language = c.language and a.title = c.title
       join article_sections s on s.article_id = a.id and s.anchor is not distinct from c.anchor`,
      [JSON.stringify(citations)],
    );
    expect(rows).toHaveLength(citations.length);
  });
});
