import type { HubApp } from './hub-app.ts';

/** Knows which methods an address takes, so that a wrong method can be told from a wrong address. */
export interface MethodBook {
  methodsAt(url: string): readonly string[];
}

export function createMethodBook(app: HubApp): MethodBook {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url === '*' || url === '/*') return; // takes whatever no route takes
    const known = routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const each of [method].flat()) known.methods.add(each);
    routes.set(url, known);
  });
  return {
    methodsAt(url) {
      const path = url.split('?', 1)[0] ?? url;
      const matching = [...routes.values()].filter(({ pattern }) => pattern.test(path));
      return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort();
    },
  };
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.split('*').map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*')));
  return new RegExp(`^${parts.join('/')}/?$`);
}
