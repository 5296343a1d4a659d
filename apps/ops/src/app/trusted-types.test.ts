import { describe, expect, it } from 'vitest';
import { harmlessHtml, ownScript } from './trusted-types.ts';

describe('statement 44: nothing stored becomes a script', () => {
  it.each(['<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>', '<svg onload=alert(1)>', '<a href="https://a.ca" onclick="x()">x</a>', '</a><script>x</script>'])('shows %s as text', (payload) => {
    expect(harmlessHtml(payload)).not.toMatch(/<[a-z]/i);
  });

  it('leaves a map’s words and links as they are', () => {
    const words = '© <a href="https://www.openstreetmap.org/copyright" target="_blank">OpenStreetMap</a> et nous';
    expect(harmlessHtml(words)).toBe(words);
  });

  it('takes scripts of our own origin and no other', () => {
    expect(ownScript('/assets/worker.js', 'https://fsm.example.ca')).toBe('/assets/worker.js');
    for (const url of ['https://elsewhere.example/x.js', '//elsewhere.example/x.js', 'data:text/javascript,alert(1)', 'javascript:alert(1)']) expect(() => ownScript(url, 'https://fsm.example.ca')).toThrow(TypeError);
  });
});
