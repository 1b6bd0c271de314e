'use client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemText } from '#components/rest/problem-text.ts';
import { SettingsSection } from '#components/shell/settings-section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { limits } from '#server/protocol/limits.ts';
import { type KeptSettings, OPENS_VARIABLE } from '#server/protocol/support-settings.ts';
import { administrationApi } from './administration-api.ts';
import { type DeskForm, formOf, readForm } from './desk-form.ts';

interface DeskSettingsProps {
  kept: KeptSettings;
  /** When the desk is open, as the server's configuration says it; null is around the clock. */
  businessHours: string | null;
}

const assignments = [
  { value: 'manual', label: 'By hand', hint: 'Whoever claims it' },
  { value: 'round_robin', label: 'In turn', hint: 'To admins who are available' },
] as const;

const closings = [
  { value: 'never', label: 'Never', hint: 'An admin closes it' },
  { value: 'silence', label: 'After silence', hint: 'With a warning first' },
] as const;

/** What the desk does by itself, and which sites have the chat button. */
export function DeskSettings({ kept, businessHours }: DeskSettingsProps) {
  const toast = useToast();
  const [version, setVersion] = useState(kept.version);
  const [form, setForm] = useState(() => formOf(kept.settings));
  const [problems, setProblems] = useState<Partial<Record<keyof DeskForm, string>>>({});
  const save = useMutation({
    mutationFn: administrationApi.saveSettings,
    onSuccess(saved) {
      setVersion(saved.version);
      setForm(formOf(saved.settings));
      toast({ tone: 'positive', text: 'The desk is set up' });
    },
  });
  const change = (part: Partial<DeskForm>) => setForm((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form);
    setProblems(read.problems);
    if (read.settings) save.mutate({ settings: read.settings, version });
  };

  return (
    <form onSubmit={submit} noValidate>
      <SettingsSection title="Assignment" description="How a waiting chat finds its admin.">
        <RadioGroup
          label="Assignment"
          options={assignments}
          value={form.assignment}
          onValueChange={(assignment) => change({ assignment })}
        />
      </SettingsSection>
      <SettingsSection
        title="Outside business hours"
        description={
          businessHours === null
            ? 'The desk is open around the clock: nothing is said by itself. BUSINESS_HOURS sets when it is.'
            : `The desk is open ${businessHours}.`
        }
      >
        <Field
          label="Automatic reply"
          hint={`Said once while the desk is closed. ${OPENS_VARIABLE} becomes the time when it opens. Empty: nothing is said.`}
          error={problems.awayReply}
        >
          <Textarea
            value={form.awayReply}
            onChange={(event) => change({ awayReply: event.target.value })}
            maxLength={limits.automaticText}
            placeholder={`We are away until ${OPENS_VARIABLE} and answer then.`}
          />
        </Field>
      </SettingsSection>
      <SettingsSection
        title="Closing by itself"
        description="A chat whose client does not answer any more. One that is snoozed stays open."
      >
        <div className="flex flex-col gap-4">
          <RadioGroup
            label="Closing by itself"
            options={closings}
            value={form.closing}
            onValueChange={(closing) => change({ closing })}
          />
          {form.closing === 'silence' && <Silence form={form} problems={problems} onChange={change} />}
        </div>
      </SettingsSection>
      <SettingsSection title="Chat button" description="The websites that may have it.">
        <Field
          label="Origins"
          hint="One a line, such as https://www.example.com."
          error={problems.widgetOrigins}
        >
          <Textarea
            value={form.widgetOrigins}
            onChange={(event) => change({ widgetOrigins: event.target.value })}
            spellCheck={false}
            inputMode="url"
          />
        </Field>
      </SettingsSection>
      <div className="flex flex-col items-start gap-3 py-6">
        {save.error && <FormProblem>{problemText(save.error)}</FormProblem>}
        <Button type="submit" look="primary" busy={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

interface SilenceProps {
  form: DeskForm;
  problems: Partial<Record<keyof DeskForm, string>>;
  onChange: (part: Partial<DeskForm>) => void;
}

function Silence({ form, problems, onChange }: SilenceProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Hours until the warning" error={problems.silenceHours}>
          <Input
            inputMode="numeric"
            value={form.silenceHours}
            onChange={(event) => onChange({ silenceHours: event.target.value })}
          />
        </Field>
        <Field label="Hours until it is closed then" error={problems.graceHours}>
          <Input
            inputMode="numeric"
            value={form.graceHours}
            onChange={(event) => onChange({ graceHours: event.target.value })}
          />
        </Field>
      </div>
      <Field label="Warning" error={problems.warning}>
        <Textarea
          value={form.warning}
          onChange={(event) => onChange({ warning: event.target.value })}
          maxLength={limits.automaticText}
        />
      </Field>
    </>
  );
}
