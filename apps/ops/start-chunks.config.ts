interface ModuleInfo {
  readonly importedIds: readonly string[];
}
type LookUp = (id: string) => ModuleInfo | null;

/** What runs before any page: the app, its boot file and what both need. */
const APP = [/\/[.]quasar\/[^/]+\/client-entry[.]js$/, /\/src\/app\/boot[.]ts$/];
/** What a technician's list of the day needs besides. */
const DAY = [/\/modules\/tech\/pages\/TechLayout[.]vue$/, /\/modules\/tech\/pages\/DayPage[.]vue$/];
const WORDS = { 'words-fr': /\/src\/(?:app|modules\/tech)\/locale\/fr[.]json$/, 'words-en': /\/src\/(?:app|modules\/tech)\/locale\/en[.]json$/ };
/** Weighs much and serves calendars of the office: it comes with whoever reckons with it. */
const LATER = /\/temporal-(?:polyfill|utils)\/|\/kernel\/src\/site-time[.]ts$/;
/** Fetched with the page itself, so that nothing waits for a script to name the next one. */
const AT_ONCE = /^assets\/(?:app|day|words-fr)-[\w-]+[.](?:js|css)$/;
const isStyle = (file: string): boolean => file.endsWith('.css');

/** Everything that these modules import, and what that imports; what is imported later, on demand, is not in it. */
function reach(roots: readonly string[], lookUp: LookUp): ReadonlySet<string> {
  const seen = new Set<string>();
  const next = [...roots];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    next.push(...(lookUp(id)?.importedIds ?? []));
  }
  return seen;
}

const SYMBOLS = '@quasar/extras/material-symbols-rounded';
const NAMED = new RegExp(`(import|export)\\s*\\{([^}]*)\\}\\s*from\\s*['"]${SYMBOLS}['"];?`, 'g');
const ONE = '\0symbol:';

/** Every icon a module of its own: all of them are one file otherwise, and the phone carries the board's. */
export function iconsApart() {
  return {
    name: 'gf-icons-apart',
    enforce: 'post' as const,
    transform: (code: string) =>
      code.includes(SYMBOLS)
        ? code.replaceAll(NAMED, (_all, verb: string, names: string) =>
            names
              .split(',')
              .map((each) => each.trim())
              .filter((each) => each !== '')
              .map((each) => `${verb} { ${each} } from 'symbol:${each.split(' ')[0] ?? ''}';`)
              .join('\n'),
          )
        : undefined,
    resolveId: (id: string) => (id.startsWith('symbol:') ? `${ONE}${id.slice('symbol:'.length)}` : undefined),
    load: async (id: string) => (id.startsWith(ONE) ? `export const ${id.slice(ONE.length)} = ${JSON.stringify(((await import(SYMBOLS)) as Record<string, string>)[id.slice(ONE.length)])};` : undefined),
  };
}

/**
 * Puts what `/j` needs to show today's list into three files and names them in the page: each file is a way to the service worker and
 * back, and a chain of them is what a technician waits for in a basement. The browser's plugin of Vite; its build decides nothing else.
 */
export function startChunks() {
  const roots: { app: string[]; day: string[] } = { app: [], day: [] };
  let sets: { app: ReadonlySet<string>; day: ReadonlySet<string> } | undefined;
  const name = (id: string, context: { getModuleInfo: LookUp }): string | null => {
    const lookUp: LookUp = (of) => context.getModuleInfo(of);
    sets ??= { app: reach(roots.app, lookUp), day: reach(roots.day, lookUp) };
    for (const [chunk, file] of Object.entries(WORDS)) if (file.test(id)) return chunk;
    if (LATER.test(id)) return null;
    if (sets.app.has(id)) return 'app';
    return sets.day.has(id) ? 'day' : null;
  };
  return {
    groups: [{ name, debugName: 'start' }],
    plugin: {
      name: 'gf-start-chunks',
      moduleParsed({ id }: { id: string }) {
        if (APP.some((root) => root.test(id))) roots.app.push(id);
        if (DAY.some((root) => root.test(id))) roots.day.push(id);
      },
      transformIndexHtml: {
        order: 'post' as const,
        handler: (html: string, { bundle }: { bundle?: Readonly<Record<string, unknown>> }) =>
          Object.keys(bundle ?? {})
            .filter((file) => AT_ONCE.test(file) && !html.includes(file))
            .map((file) => ({ tag: 'link', attrs: { rel: isStyle(file) ? 'stylesheet' : 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' as const })),
      },
    },
  };
}
