function isRefused(): boolean {
  try {
    return (window as { localStorage?: Storage }).localStorage === undefined;
  } catch (refusal) {
    if (refusal instanceof DOMException) return true;
    throw refusal;
  }
}

/** What a page remembers while it is open, where the browser refuses to remember more: the screens' preferences need no more than that. */
function openMemory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}

// A browser with storage switched off throws at the mere mention of it. The pages must open all the same, to say what that means.
if (isRefused()) Object.defineProperty(window, 'localStorage', { configurable: true, value: openMemory() });
