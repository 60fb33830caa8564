// The main job from end to end: a person captured on one page shows in a widget on another, live.
import { openWidgetPage } from '../../tools/testing/widget-page.ts';
import { expect, expectPanel, test } from './extension-test.ts';

test('a person captured over Gmail shows in another firm’s page without a reload, the logged message too', async ({
  extension,
  kith,
  account,
}) => {
  const embedded = await openWidgetPage({ browser: extension.context, kithUrl: kith.url, account });
  await expect(embedded.page.getByText('Nobody here yet')).toBeVisible();

  await extension.signIn(kith.url, account);
  const gmail = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(gmail, 'unknown', 'email:ada@acme.example');
  await gmail.getByRole('button', { name: 'Capture' }).click();
  await embedded.waitForName('Ada Prospect');

  await embedded.page.locator('kith-people').getByText('Ada Prospect').click();
  const card = embedded.page.locator('kith-contact');
  await expect(card.getByText('ada@acme.example')).toBeVisible();
  await gmail.getByRole('button', { name: 'Log messages' }).click();
  await expect(card.getByText('Quote for Acme')).toHaveCount(2);
  await expect(card).not.toContainText('Is support included?');
  await embedded.close();
});
