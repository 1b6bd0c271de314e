'use client';
import { Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { MessageField } from '#components/conversation/composer/message-field.tsx';
import { preloadMarkdown } from '#components/markdown/markdown.tsx';
import { useDraft } from '#components/realtime/outgoing-hooks.ts';
import { Button } from '#components/ui/button.tsx';
import type { Run } from '#server/protocol/runs.ts';
import { ModelPicker } from './model-picker.tsx';
import type { ModelChoice } from './use-model.ts';
import { useVoiceInput } from './voice/use-voice-input.ts';
import { VoiceButton } from './voice/voice-button.tsx';

interface AssistantComposerProps {
  conversationId: number;
  /** The answer that is being written, which can be stopped. */
  running: Run | undefined;
  /** Answers why the text cannot be sent, or null. */
  onAsk: (text: string) => string | null;
  onStop: (run: Run) => void;
  /** Which model answers. */
  choice: ModelChoice;
  /** What is said under the field, as how many answers are left. */
  note?: string | null;
}

const noop = () => undefined;

/** Where one asks. What is asked while an answer is written waits for its turn. */
export function AssistantComposer(props: AssistantComposerProps) {
  const { conversationId, running, onAsk, onStop, choice, note } = props;
  const [text, save] = useDraft(conversationId);
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // What is written while somebody speaks stays.
  const written = useRef(text);
  useEffect(() => {
    written.current = text;
  }, [text]);
  const voice = useVoiceInput({
    onText(said) {
      const { current } = written;
      save(current === '' || /\s$/.test(current) ? current + said : `${current} ${said}`);
      field.current?.focus();
    },
    onProblem: setError,
  });
  // A phone's keyboard would cover what is to be read.
  useEffect(() => {
    if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) field.current?.focus();
  }, [conversationId]);
  // What is asked here is answered in Markdown.
  useEffect(preloadMarkdown, []);
  return (
    <>
      {running && (
        <div className="mb-2 flex justify-center">
          <Button size="small" onClick={() => onStop(running)}>
            <Square aria-hidden strokeWidth={1.5} />
            Stop
          </Button>
        </div>
      )}
      <MessageField
        label="Ask the assistant"
        text={text}
        onChange={(next) => {
          setError(null);
          save(next);
        }}
        onSend={() => {
          const refusal = onAsk(text.trim());
          setError(refusal);
          if (refusal === null) save('');
        }}
        onCancel={null}
        onEditLast={noop}
        editing={false}
        onFiles={null}
        attached={false}
        tools={voice && <VoiceButton {...voice} />}
        error={error}
        fieldRef={field}
      />
      {(note || choice.models.length > 1) && (
        <div className="mt-1 flex min-h-8 items-center gap-3 text-time text-muted">
          <ModelPicker {...choice} />
          {note && <p className="ml-auto">{note}</p>}
        </div>
      )}
    </>
  );
}
