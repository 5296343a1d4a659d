/** Small signs in one colour, drawn here: the map takes no picture from anywhere. */
const SIZE = 36;

function drawn(draw: (brush: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('This browser draws nothing.');
  brush.fillStyle = '#000';
  draw(brush);
  return brush.getImageData(0, 0, SIZE, SIZE);
}

function van(brush: CanvasRenderingContext2D): void {
  brush.fill(new Path2D('M6 11h15v13h-4a4 4 0 0 0-8 0H6z M22 14h5l4 5v5h-2a4 4 0 0 0-7 -1z'));
  brush.beginPath();
  for (const x of [13, 25]) {
    brush.moveTo(x + 3, 25);
    brush.arc(x, 25, 3, 0, 7);
  }
  brush.fill();
}

function unknown(brush: CanvasRenderingContext2D): void {
  brush.font = 'bold 26px Arial, sans-serif';
  brush.textAlign = 'center';
  brush.textBaseline = 'middle';
  brush.fillText('?', SIZE / 2, SIZE / 2 + 1);
}

export const signs = (): Readonly<Record<'van' | 'unknown', ImageData>> => ({ van: drawn(van), unknown: drawn(unknown) });
