/** A browser as far as signing in needs one: cookies for each host and port, redirects, and the one form of signing out. */
export interface Browser {
  /** Goes to an address, and on wherever it is sent. @returns the last answer, and every address on the way. */
  visit(address: string, init?: RequestInit): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers; readonly way: readonly URL[] }>;
  /** Goes one step only. */
  step(address: string, init?: RequestInit): Promise<Response>;
  cookie(origin: string, name: string): string | undefined;
  forget(origin: string, name: string): void;
}

const MOST_STEPS = 20;

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string): Map<string, string> => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const step = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(address);
    const jar = jarOf(origin);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value.join('='));
    }
    return answer;
  };
  return {
    step,
    async visit(address, init) {
      const way = [new URL(address)];
      let answer = await step(address, init);
      while (answer.status >= 300 && answer.status < 400 && way.length < MOST_STEPS) {
        const next = new URL(answer.headers.get('location') ?? '', way.at(-1));
        way.push(next);
        answer = await step(next.href);
      }
      return { status: answer.status, text: await answer.text(), headers: answer.headers, way };
    },
    cookie: (origin, name) => jarOf(origin).get(name),
    forget: (origin, name) => void jarOf(origin).delete(name),
  };
}
