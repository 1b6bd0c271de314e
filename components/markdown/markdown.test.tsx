import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { UiProvider } from '#components/ui/ui-provider.tsx';
import { Markdown, type MarkdownProps } from './markdown.tsx';

afterEach(cleanup);

/** The text once it is drawn: until then it stands in a single paragraph as it is. */
async function draw(props: MarkdownProps): Promise<HTMLElement> {
  const { container } = render(
    <UiProvider>
      <Markdown {...props} text={`${props.text}\n\ndrawn`} />
    </UiProvider>,
  );
  await waitFor(() => expect([...container.querySelectorAll('p')].at(-1)?.textContent).toBe('drawn'), {
    timeout: 20_000,
  });
  const page = container.querySelector<HTMLElement>('.markdown');
  if (!page) throw new Error('Nothing was drawn');
  return page;
}

describe('Markdown', () => {
  it('draws headings, lists, tasks, tables and code', async () => {
    const page = await draw({
      text: '# Title\n\n- one\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nconst a = 1;\n```',
    });
    expect(page.querySelector('h1')?.textContent).toBe('Title');
    expect(page.querySelectorAll('li')).toHaveLength(2);
    expect(page.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked).toBe(true);
    expect(page.querySelector('td')?.textContent).toBe('1');
    expect(page.querySelector('pre')?.textContent).toContain('const a = 1;');
    expect(page.querySelector('pre .hljs-keyword')?.textContent).toBe('const');
  });

  it('draws maths', async () => {
    const page = await draw({ text: 'So $$a^2 + b^2$$ is' });
    expect(page.querySelector('.katex')).not.toBeNull();
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>*{display:none}</style>',
    '<svg onload=alert(1)>',
  ])('shows HTML as text: %s', async (html) => {
    const page = await draw({ text: html });
    expect(page.querySelector('script, img, iframe, style, svg[onload], [onerror]')).toBeNull();
    expect(page.textContent).toContain(html);
  });

  it.each(['[x](javascript:alert(1))', '[x](data:text/html,x)', '[x](vbscript:x)'])(
    'makes no link of %s',
    async (text) => {
      const page = await draw({ text });
      expect(page.querySelector('a')).toBeNull();
    },
  );

  it('loads no picture by itself', async () => {
    const page = await draw({ text: '![a cat](https://evil.example/cat.png)' });
    expect(page.querySelector('img')).toBeNull();
    expect(page.querySelector('a')?.textContent).toBe('a cat');
  });

  it('links the marks of citations, and only those that name something', async () => {
    const citations = [
      { n: 1, slug: 'support-chats', language: 'en' as const, title: 'Support chats', anchor: 'closing' },
      { n: 3, slug: 'support-chats', language: 'es' as const, title: 'Chats de soporte', anchor: 'cerrar' },
    ];
    const page = await draw({ text: 'Press Close [1], says `[1]` and [2] or [3].', citations });
    const links = [...page.querySelectorAll('a')];
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['[1]', '/articles/support-chats#closing'],
      ['[3]', '/articles/support-chats?language=es#cerrar'],
    ]);
    expect(page.querySelector('code')?.textContent).toBe('[1]');
    expect(page.textContent).toContain('[2]');
  });
});
