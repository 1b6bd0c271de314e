'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { articlePath } from '#components/markdown/article-path.ts';
import { problemText } from '#components/rest/problem-text.ts';
import { RestError } from '#components/rest/rest-call.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { type ArticleText, language as languages } from '#server/protocol/article-text.ts';
import type { Article } from '#server/protocol/articles.ts';
import { limits } from '#server/protocol/limits.ts';
import { draftProblems } from './article-draft.ts';
import { ArticleSections } from './article-sections.tsx';
import { articlesApi } from './articles-api.ts';
import { articlesKey } from './articles-key.ts';
import { languageName } from './language-name.ts';
import { slugOf } from './slug-of.ts';

const empty: ArticleText = { slug: '', language: 'en', title: '', body: '' };

/** Writes an article, with what it will look like beside it. `article` null is a new one. */
export function ArticleEditor({ article }: { article: Article | null }) {
  const [draft, setDraft] = useState<ArticleText>(article ?? empty);
  const [ownSlug, setOwnSlug] = useState(article !== null);
  const [checked, setChecked] = useState(false);
  const { save, remove } = useArticleChanges(article);
  const preview = useDeferredValue(draft.body);

  const problems = checked ? draftProblems(draft) : {};
  const taken = save.error instanceof RestError && save.error.code === 'article_exists';
  const write = (change: Partial<ArticleText>) => setDraft((before) => ({ ...before, ...change }));
  const store = (published: boolean) => {
    setChecked(true);
    if (Object.keys(draftProblems(draft)).length === 0) save.mutate({ ...draft, published });
  };
  const isPublished = article !== null && article.publishedAt !== null;

  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
      <form
        noValidate
        aria-label="Article"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          store(isPublished);
        }}
        className="flex flex-col gap-4 px-4 py-5 md:px-5 lg:min-h-0 lg:flex-1 lg:overflow-y-auto"
      >
        {article?.shipped && (
          <p className="text-meta text-muted">
            This article came with Switchboard. Once you change it, newer versions leave it as it is.
          </p>
        )}
        {article === null && (
          <RadioGroup
            label="Language"
            options={languages.options.map((value) => ({ value, label: languageName[value] }))}
            value={draft.language}
            onValueChange={(value) => write({ language: value })}
          />
        )}
        <Field label="Title" error={problems.title}>
          <Input
            value={draft.title}
            maxLength={limits.title}
            onChange={({ target: { value } }) =>
              write({ title: value, ...(!ownSlug && { slug: slugOf(value) }) })
            }
          />
        </Field>
        <Field
          label="Address"
          hint={`/articles/${draft.slug || '…'}`}
          error={
            problems.slug ?? (taken ? 'Another article has this address. Choose another one.' : undefined)
          }
        >
          <Input
            value={draft.slug}
            maxLength={limits.slug}
            autoCapitalize="off"
            spellCheck={false}
            onChange={({ target: { value } }) => {
              setOwnSlug(true);
              write({ slug: value });
            }}
          />
        </Field>
        <Field
          label="Text"
          hint="Markdown. Each heading (## …) begins a passage that searches and answers can name."
          error={problems.body}
        >
          <Textarea
            value={draft.body}
            lang={draft.language}
            rows={16}
            className="min-h-60 font-mono lg:flex-1"
            onChange={({ target: { value } }) => write({ body: value })}
          />
        </Field>
        {save.error && !taken && <FormProblem>{problemText(save.error)}</FormProblem>}
        {remove.error && <FormProblem>{problemText(remove.error)}</FormProblem>}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look={isPublished ? 'primary' : 'secondary'} busy={save.isPending}>
            {isPublished ? 'Save' : 'Save draft'}
          </Button>
          {isPublished ? (
            <Button onClick={() => store(false)}>Unpublish</Button>
          ) : (
            <Button look="primary" onClick={() => store(true)}>
              Publish
            </Button>
          )}
          {article && <DeleteArticle title={article.title} onDelete={() => remove.mutate()} />}
          {article && (
            <span className="ml-auto flex items-center gap-3 text-meta">
              <Badge tone={isPublished ? 'positive' : 'warning'}>{isPublished ? 'Published' : 'Draft'}</Badge>
              <Link href={articlePath(article)} className="text-accent underline underline-offset-2">
                Read
              </Link>
            </span>
          )}
        </div>
      </form>
      <section
        aria-label="Preview"
        // Whoever has only keys must be able to scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="focus-inset border-t px-4 py-5 md:px-8 lg:min-h-0 lg:flex-1 lg:overflow-y-auto lg:border-t-0 lg:border-l"
      >
        <h2 className="text-meta text-muted">Preview</h2>
        <div lang={draft.language} className="mx-auto max-w-column">
          <p className="my-2 text-title font-semibold text-balance">{draft.title}</p>
          <ArticleSections body={preview} />
        </div>
      </section>
    </div>
  );
}

function DeleteArticle({ title, onDelete }: { title: string; onDelete: () => void }) {
  return (
    <AlertDialog
      title="Delete this article?"
      description={`“${title}” is gone for everybody, and answers no longer name it.`}
      action="Delete"
      danger
      onAction={onDelete}
      trigger={
        <Button look="ghost" className="text-danger">
          Delete
        </Button>
      }
    />
  );
}

/** Storing and deleting; what the pages have of articles is asked for again. */
function useArticleChanges(article: Article | null) {
  const router = useRouter();
  const queries = useQueryClient();
  const toast = useToast();
  const changed = async (path: Route, text: string) => {
    await queries.invalidateQueries({ queryKey: articlesKey });
    toast({ text, tone: 'positive' });
    router.push(path);
    router.refresh();
  };
  const save = useMutation({
    mutationFn: ({ language, ...text }: ArticleText & { published: boolean }) =>
      article
        ? articlesApi.change(article.slug, article.language, text)
        : articlesApi.create({ language, ...text }),
    onSuccess: ({ slug, language, publishedAt }) =>
      changed(
        `/settings/articles/${slug}?language=${language}` as Route,
        publishedAt === null ? 'The draft was saved' : 'The article is published',
      ),
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (article) await articlesApi.remove(article.slug, article.language);
    },
    onSuccess: () => changed('/settings/articles', 'The article was deleted'),
  });
  return { save, remove };
}
