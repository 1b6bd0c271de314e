'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemText } from '#components/rest/problem-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Input } from '#components/ui/input.tsx';
import { limits } from '#server/protocol/limits.ts';
import {
  type NewWebhook,
  newWebhook,
  type Webhook,
  webhookEvent,
  type WebhookWithSecret,
} from '#server/protocol/webhooks.ts';
import { webhooksKey } from './webhook-keys.ts';
import { eventWords } from './webhook-words.ts';
import { webhooksApi } from './webhooks-api.ts';

interface WebhookDialogProps {
  /** Null is a new one. */
  webhook: Webhook | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Hears the secret of a new one. */
  onCreated?: (created: WebhookWithSecret) => void;
}

/** Says where a webhook is, and of what it is told. */
export function WebhookDialog({ webhook, open, onOpenChange, onCreated }: WebhookDialogProps) {
  return (
    <Dialog
      title={webhook ? 'Edit webhook' : 'New webhook'}
      description="It is sent a signed POST request for each event."
      open={open}
      onOpenChange={onOpenChange}
    >
      <WebhookForm
        webhook={webhook}
        onDone={(created) => {
          onOpenChange(false);
          if (created) onCreated?.(created);
        }}
      />
    </Dialog>
  );
}

interface WebhookFormProps {
  webhook: Webhook | null;
  onDone: (created?: WebhookWithSecret) => void;
}

function WebhookForm({ webhook, onDone }: WebhookFormProps) {
  const queries = useQueryClient();
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<NewWebhook['events']>(webhook?.events ?? webhookEvent.options);
  const [checked, setChecked] = useState(false);
  const save = useMutation({
    mutationFn: async (body: NewWebhook) => {
      if (!webhook) return webhooksApi.create(body);
      await webhooksApi.change(webhook.id, body);
      return undefined;
    },
    async onSuccess(created) {
      await queries.invalidateQueries({ queryKey: webhooksKey });
      onDone(created);
    },
  });
  const parsed = newWebhook.safeParse({ url, events });
  const wrong = (key: keyof NewWebhook) =>
    checked && parsed.error?.issues.some(({ path }) => path[0] === key);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (parsed.success) save.mutate(parsed.data);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Address"
        error={wrong('url') ? 'Enter an address that begins with https:// or http://.' : undefined}
      >
        <Input
          type="url"
          value={url}
          maxLength={limits.webhookUrl}
          placeholder="https://example.com/switchboard"
          onChange={({ target: { value } }) => setUrl(value)}
        />
      </Field>
      <fieldset className="flex flex-col">
        <legend className="mb-1 text-meta font-medium">It is told when</legend>
        {webhookEvent.options.map((event) => (
          <label key={event} className="touch-target flex min-h-9 items-center gap-2.5 text-meta">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={events.includes(event)}
              onChange={({ target }) =>
                setEvents(target.checked ? [...events, event] : events.filter((each) => each !== event))
              }
            />
            {eventWords[event]}
          </label>
        ))}
        {wrong('events') && <FormProblem>Choose at least one event.</FormProblem>}
      </fieldset>
      {save.error && <FormProblem>{problemText(save.error)}</FormProblem>}
      <Button type="submit" look="primary" busy={save.isPending} className="self-end">
        Save
      </Button>
    </form>
  );
}
