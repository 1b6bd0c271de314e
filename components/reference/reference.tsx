import type { Route } from 'next';
import Link from 'next/link';
import { Mark } from '#components/shell/mark.tsx';
import { SkipLink } from '#components/shell/skip-link.tsx';
import { Browse } from './browse.tsx';
import type { Group } from './entries.ts';
import { GroupView } from './group-view.tsx';

const documents = [
  { href: '/api/openapi.json', text: 'OpenAPI' },
  { href: '/api/asyncapi.json', text: 'AsyncAPI' },
  { href: '/websocket-test.html', text: 'Test client' },
];

const countOf = ({ sections }: Group) => sections.reduce((sum, { entries }) => sum + entries.length, 0);

function Contents({ groups }: { groups: readonly Group[] }) {
  return (
    <nav aria-label="Contents">
      <ul className="flex flex-wrap gap-1 md:flex-col">
        {groups.map((group) => (
          <li key={group.id}>
            <a
              href={`#${group.id}`}
              className="touch-target flex items-center justify-between gap-2 rounded-control px-2.5 py-1.5 text-meta hover:bg-hover"
            >
              {group.title}
              <span className="text-time text-muted tabular-nums">{countOf(group)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The page for developers: REST and every dialect, as the two documents have them. */
export function Reference({ groups }: { groups: readonly Group[] }) {
  return (
    <div className="safe-x flex min-h-dvh flex-col bg-background">
      <SkipLink target="main" />
      <header className="flex min-h-header flex-wrap items-center gap-x-5 gap-y-1 border-b px-4 py-2">
        <Link href={'/' as Route} className="flex items-center gap-2.5 font-semibold">
          <Mark className="size-7" />
          Switchboard
        </Link>
        <h1 className="text-muted">Protocols</h1>
        <ul className="ml-auto flex flex-wrap gap-x-4 text-meta">
          {documents.map(({ href, text }) => (
            <li key={href}>
              <a href={href} className="text-accent underline-offset-2 hover:underline">
                {text}
              </a>
            </li>
          ))}
        </ul>
      </header>
      <Browse
        contents={<Contents groups={groups} />}
        total={groups.reduce((sum, group) => sum + countOf(group), 0)}
      >
        {groups.map((group) => (
          <GroupView key={group.id} group={group} />
        ))}
      </Browse>
    </div>
  );
}
