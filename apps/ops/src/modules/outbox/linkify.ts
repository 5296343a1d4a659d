export interface TextPiece {
  text: string;
  href: string | undefined;
}

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

/** A text in pieces, its web links apart, so that they can be clicked without anything in it being taken for HTML. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: undefined });
    pieces.push({ text: match[0], href: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: undefined });
  return pieces;
}
