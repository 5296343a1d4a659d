/** What a stored text or a foreign script can do in our pages: nothing (statements 43 and 44). */
import { existsSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { expect, now, test } from './journey.ts';
import { VIOLATIONS_FILE } from './places.ts';
import { signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const DESK = { width: 1366, height: 768 };
const PAYLOADS = ['<img src=x onerror="window.broken=1">', '"><script>window.broken=1</script>', '<svg/onload=window.broken=1>', 'javascript:window.broken=1', '{{constructor.constructor("window.broken=1")()}}', '<a href="javascript:window.broken=1">x</a>'];

async function give(request: APIRequestContext, type: string, payload: object): Promise<string> {
  const answer = await request.post(`${readStage().origin}/v1/commands`, { headers: { 'x-gf-client': 'journeys' }, data: { id: randomUUID(), type, v: 1, at: now().toISOString(), payload } });
  expect(answer.status(), `${type}: ${await answer.text()}`).toBe(200);
  return ((await answer.json()) as { subject: { name: string } }).subject.name;
}

test('statement 44: shows markup typed into every field of a job as the text it is', async ({ browser }) => {
  const context = await signedIn(browser, 'repartition@demo.gigafibre.ca', { viewport: DESK });
  const { origin, customer } = readStage();
  const page = await context.newPage();
  const all = PAYLOADS.join(' ');
  const job = await give(context.request, 'job.create', { customer: customer.name, serviceLocation: customer.location, jobType: 'wifi-mesh', subject: all.slice(0, 139), durationMinutes: 60, priority: 'Low', requiredSkills: [], crewSize: 1, description: all, despiteDuplicate: true });
  const { data } = (await (await context.request.get(`${origin}/api/resource/Dispatch%20Visit?filters=${encodeURIComponent(JSON.stringify([['job', '=', job]]))}`)).json()) as { data: readonly { name: string }[] };
  const visit = data[0]?.name ?? '';
  await give(context.request, 'visit.note', { visit, text: all });
  await give(context.request, 'ticket.open', { customer: customer.name, issueType: 'Autre', subject: PAYLOADS[0], description: all, priority: 'Low' });
  for (const path of [`/ops/jobs/${job}`, '/ops/board', `/ops/customers/${encodeURIComponent(customer.name)}`, '/ops/tickets']) {
    await page.goto(`${origin}${path}`);
    await expect(page.locator('.gf-bone')).toHaveCount(0);
    expect(await page.evaluate(() => 'broken' in window), path).toBe(false);
    expect(await page.locator('a[href^="javascript:"], img[onerror], svg[onload]').count(), path).toBe(0);
  }
  await page.goto(`${origin}/ops/jobs/${job}`);
  await expect(page.getByText('onerror="window.broken=1"').first()).toBeAttached();
  await give(context.request, 'visit.cancel', { visit });
  await context.close();
});

test('statement 43: refuses a script made of text, and no journey before this one was refused anything', async ({ browser }) => {
  expect(existsSync(VIOLATIONS_FILE) ? readFileSync(VIOLATIONS_FILE, 'utf8') : '').toBe('');
  const context = await signedIn(browser, 'repartition@demo.gigafibre.ca', { viewport: DESK });
  const page = await context.newPage();
  const reports: string[] = [];
  // the planted ones are told here and not to the hub, which would fail the run for them
  await page.route('**/v1/reports/csp', (route) => {
    reports.push(route.request().postData() ?? '');
    return route.fulfill({ status: 204 });
  });
  await page.goto(`${readStage().origin}/ops/board`);
  const outcome = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame); // what the debugger runs itself is let through
    const tried = (act: () => void): string => {
      try {
        act();
        return 'done';
      } catch (error) {
        return String(error);
      }
    };
    const target = document.createElement('div');
    document.body.append(target);
    const script = document.createElement('script');
    return {
      evaluated: tried(() => void Reflect.apply(Reflect.get(window, 'eval') as (text: string) => unknown, undefined, ['window.broken = 1'])),
      policy: tried(() => { (window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }).trustedTypes.createPolicy('mine', {}); }),
      elsewhere: tried(() => { script.src = 'https://elsewhere.example/x.js'; }),
      markup: tried(() => { target.innerHTML = '<img src=x onerror="window.broken=1">'; }),
      shown: target.textContent,
      isBroken: 'broken' in window,
    };
  });
  expect(outcome).toMatchObject({ markup: 'done', shown: '<img src=x onerror="window.broken=1">', isBroken: false });
  for (const refused of [outcome.evaluated, outcome.policy, outcome.elsewhere]) expect(refused).not.toBe('done');
  await expect.poll(() => reports.length).toBeGreaterThan(0);
  await context.close();
});
