import { ref } from 'vue';

const KEY = 'gf.last-scans';
const MOST = 5;
const read = (): readonly string[] => JSON.parse(localStorage.getItem(KEY) ?? '[]') as readonly string[];

/** The last five codes that were scanned or typed on this phone, the latest first. */
export function useLastScans() {
  const last = ref(read());
  function remember(text: string): void {
    last.value = [text, ...last.value.filter((each) => each !== text)].slice(0, MOST);
    localStorage.setItem(KEY, JSON.stringify(last.value));
  }
  return { last, remember };
}
