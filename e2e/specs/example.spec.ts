import { pushOf } from '#e2e/fixtures/hub-frames.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test('Grace reads what Ada writes, though the push gets lost', async ({ twoPeople: { ada, grace } }) => {
  const lost = await grace.faults.drop(pushOf('changes'));
  await ada.conversation.send('Hello Grace');
  await lost.happened;
  await expect(grace.conversation.message('Hello Grace')).toBeVisible();
  await ada.conversation.waitForStatus('Hello Grace', 'read');
});
