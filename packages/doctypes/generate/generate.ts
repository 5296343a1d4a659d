import { writeFileSync } from 'node:fs';
import { rendered } from './render.ts';

for (const [name, text] of Object.entries(rendered())) writeFileSync(new URL(`../src/generated/${name}`, import.meta.url), text);
