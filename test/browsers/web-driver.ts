import { setTimeout as wait } from 'node:timers/promises';

/** A WebDriver session (https://www.w3.org/TR/webdriver2/): the few commands that we send. */
export interface Session {
  capabilities: Record<string, unknown>;
  post(command: string, body: object): Promise<unknown>;
}

/** The key under which WebDriver wraps a reference to an element. */
export const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** How long a call into the page may take: a benchmark is one call. */
export const scriptMs = 600_000;

/** Starts a browser through the driver at this origin, as soon as it listens. */
export async function startSession(origin: string, capabilities: object): Promise<Session> {
  await listening(origin);
  const begun = (await post(`${origin}/session`, { capabilities: { alwaysMatch: capabilities } })) as {
    sessionId: string;
    capabilities: Record<string, unknown>;
  };
  const session = `${origin}/session/${begun.sessionId}`;
  return {
    capabilities: begun.capabilities,
    post: (command, body) => post(`${session}/${command}`, body),
  };
}

export async function clickElement(session: Session, xpath: string): Promise<void> {
  const found = (await session.post('element', { using: 'xpath', value: xpath })) as Record<string, string>;
  await session.post(`element/${found[elementKey]}/click`, {});
}

/** The test's own time limit is the only clock. */
async function listening(origin: string): Promise<void> {
  while (!(await fetch(`${origin}/status`).catch(() => null))?.ok) await wait(50);
}

async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebDriver: ${JSON.stringify(value)}`);
  return value;
}
