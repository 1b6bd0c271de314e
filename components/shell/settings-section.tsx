import { type ReactNode, useId } from 'react';

interface SettingsSectionProps {
  title: string;
  /** What it is about, in one sentence. */
  description: string;
  children: ReactNode;
}

/** One subject of the settings: its name and sentence beside what can be changed, on a phone above it. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 border-b py-7 last:border-b-0 md:grid-cols-[13rem_1fr] md:gap-8"
    >
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="mt-0.5 text-meta text-pretty text-muted">{description}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
