import type { Group } from './entries.ts';
import { EntryView } from './entry-view.tsx';

/** REST, a dialect or the shapes, with all that belongs to it. */
export function GroupView({ group: { id, title, about, facts, sections } }: { group: Group }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} data-section className="scroll-mt-4 pt-10">
      <h2 id={`${id}-title`} className="text-title font-semibold">
        {title}
      </h2>
      <p className="mt-1 text-muted">{about}</p>
      <dl className="mt-4 grid gap-x-4 gap-y-1 text-meta sm:grid-cols-[7rem_1fr]">
        {facts.map(({ name, text }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="mb-1 min-w-0">{text}</dd>
          </div>
        ))}
      </dl>
      {sections.map((section) => (
        <section key={section.title} data-section aria-label={`${title}: ${section.title}`} className="mt-6">
          <h3 className="mb-1 px-2 text-meta font-semibold">{section.title}</h3>
          {section.entries.map((entry) => (
            <EntryView key={entry.id} entry={entry} />
          ))}
        </section>
      ))}
    </section>
  );
}
