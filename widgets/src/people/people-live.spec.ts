// How <kith-people> follows what happens elsewhere, in a real browser on another origin, against the real server.
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, captureMany, logMail, rows, search } from '../testing/people.ts';
import { caughtUp, readsOf } from '../testing/requests.ts';

test('somebody captured elsewhere appears on another origin without a reload, under a strict policy', async ({
  page,
  host,
  account,
}) => {
  await host.open(page, '<kith-people></kith-people>');
  await expect(page.getByText('Nobody here yet')).toBeVisible();
  await capture(account.api, ada);
  await expect(rows(page)).toHaveText(/Ada Prospect/);
  const bo = await capture(account.api, { name: 'Bo Client' });
  await logMail(account.api, bo.id, { subject: 'Hello' });
  await expect(rows(page).first()).toContainText('Bo Client');
  expect(host.violations).toEqual([]);
});

test('a change keeps search, selection and scroll position', async ({ page, host, account }) => {
  await captureMany(account.api, 30);
  await host.open(page, '<kith-people search="person"></kith-people>');
  await expect(rows(page)).toHaveCount(30);
  await page.getByText('Person 10').click();
  await page.getByText('Person 02').scrollIntoViewIfNeeded();
  const body = page.locator('kith-people .body');
  await expect.poll(() => body.evaluate((element) => element.scrollTop)).toBeGreaterThan(200);
  await capture(account.api, { name: 'Person 99' });
  await expect(rows(page)).toHaveCount(31);
  await expect(page.getByRole('option', { selected: true })).toContainText('Person 10');
  await expect(search(page)).toHaveValue('person');
  expect(await body.evaluate((element) => element.scrollTop)).toBeGreaterThan(200);
});

test('fifty moves keep the state, fetch nothing and hold one live connection', async ({ page, host, account }) => {
  await captureMany(account.api, 3);
  const asked = readsOf(page);
  let sockets = 0;
  page.on('websocket', () => {
    sockets++;
  });
  await host.open(page, '<div id="one"><kith-people search="person"></kith-people></div><div id="two"></div>');
  await expect(rows(page)).toHaveCount(3);
  // The live connection is there when a capture shows.
  await capture(account.api, { name: 'Person late' });
  await expect(rows(page)).toHaveCount(4);
  await page.getByText('Person 01').click();
  await caughtUp(asked);
  const before = asked.length;
  await page.evaluate(async () => {
    const widget = document.querySelector('kith-people');
    for (let turn = 0; widget && turn < 50; turn++) {
      document.querySelector(turn % 2 ? '#one' : '#two')?.append(widget);
      if (turn % 5 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
      if (turn % 7 === 0) {
        widget.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    document.querySelector('#two')?.append(widget ?? '');
  });
  await expect(page.getByRole('option', { selected: true })).toContainText('Person 01');
  expect(asked.slice(before)).toEqual([]);
  await capture(account.api, { name: 'Person last' });
  await expect(rows(page)).toHaveCount(5);
  // One change, one question; and one socket for all that time.
  expect(asked.length - before).toBeLessThanOrEqual(2);
  expect(sockets).toBe(1);
});

test('a lost live connection is shown, and what was missed is caught up', async ({ page, host, account }) => {
  const sockets: { close(): Promise<void> }[] = [];
  let refuse = false;
  await page.routeWebSocket(/\/realtime\/v1/, (socket) => {
    if (refuse) return void socket.close();
    sockets.push(socket);
    socket.connectToServer();
  });
  await capture(account.api, ada);
  await host.open(page, '<kith-people></kith-people>');
  await expect(rows(page)).toHaveCount(1);
  await capture(account.api, { name: 'Bo Client' });
  await expect(rows(page)).toHaveCount(2);
  refuse = true;
  await Promise.all(sockets.map((socket) => socket.close()));
  await expect(page.getByText('Not live')).toBeVisible();
  await capture(account.api, { name: 'Cy Missed' });
  refuse = false;
  await expect(rows(page)).toHaveCount(3, { timeout: 20_000 });
  await expect(page.getByText('Not live')).toHaveCount(0);
});
