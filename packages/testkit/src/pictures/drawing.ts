import type { FontName } from './fonts.ts';
import type { Box, Sheet, Type } from './sheet.ts';

/** Collects what is put on a sheet. */
export interface Drawing {
  readonly types: Type[];
  readonly boxes: Box[];
  put(text: string, x: number, y: number, look?: Partial<Pick<Type, 'size' | 'font' | 'anchor' | 'color'>>): void;
  rule(x: number, y: number, w: number): void;
}

export function createDrawing(base: { readonly font: FontName; readonly size: number }): Drawing {
  const types: Type[] = [];
  const boxes: Box[] = [];
  return {
    types,
    boxes,
    put: (text, x, y, look = {}) => types.push({ text, x, y, font: base.font, size: base.size, ...look }),
    rule: (x, y, w) => boxes.push({ x, y, w, h: 0.7, color: '#555' }),
  };
}

export const sheetOf = ({ types, boxes }: Drawing, { width, height, paper = '#fff' }: { readonly width: number; readonly height: number; readonly paper?: string }): Sheet => ({ width, height, paper, types, boxes });
