'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands } from '#components/realtime/hooks.ts';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';

const options = [
  { value: 'demand', label: 'On demand', hint: 'When you press the button' },
  { value: 'always', label: 'Always', hint: 'Each is ready to be heard' },
] as const;

/** Whether answers are spoken always; kept with the account. */
export function SpeechSettings({ initial }: { initial: boolean }) {
  const assistant = useAssistantCommands();
  const queries = useQueryClient();
  const [always, setAlways] = useState(initial);
  const change = useMutation({
    mutationFn: assistant.speakAlways,
    // The last choice is the one that counts.
    scope: { id: 'speech-always' },
    onMutate: setAlways,
    onError: (_error, tried) => setAlways(!tried),
    onSettled: () => queries.invalidateQueries({ queryKey: ['assistant', 'options'] }),
  });
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label="Reading answers aloud"
        options={options}
        value={always ? 'always' : 'demand'}
        onValueChange={(value) => change.mutate(value === 'always')}
      />
      {change.error && <FormProblem>{errorView(change.error).message}</FormProblem>}
    </div>
  );
}
