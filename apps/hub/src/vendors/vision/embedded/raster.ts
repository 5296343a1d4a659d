import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Picture } from '../vision.port.ts';

/** RGB pixels, rows from the top, no padding. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const open = ({ data, width, height, channels }: Picture) => sharp(data, { raw: { width, height, channels } });

async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // a copy of our own: memory that the library keeps cannot be handed to another thread
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** The picture on white, its longer side at most `maxSide` pixels. */
export function rasterOf(picture: Picture, maxSide: number): Promise<Raster> {
  const image = open(picture);
  return toRaster(Math.max(picture.width, picture.height) > maxSide ? image.resize({ width: maxSide, height: maxSide, fit: 'inside' }) : image);
}

/** Exactly `width` × `height`, whatever the proportions were. */
export function stretched(raster: Raster, width: number, height: number): Promise<Raster> {
  return toRaster(open({ ...raster, channels: 3 }).resize({ width, height, fit: 'fill', kernel: 'cubic' }));
}

/** A part of it. */
export function cut(raster: Raster, part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }): Promise<Raster> {
  return toRaster(open({ ...raster, channels: 3 }).extract(part));
}

/** Turned clockwise by whole quarters. */
export function turned(raster: Raster, quarters: number): Promise<Raster> {
  return quarters === 0 ? Promise.resolve(raster) : toRaster(open({ ...raster, channels: 3 }).rotate(quarters * 90));
}

/** Darkest ink to black and paper to white: what a faded receipt needs. */
export function contrasted(raster: Raster): Promise<Raster> {
  return toRaster(open({ ...raster, channels: 3 }).normalise({ lower: 1, upper: 90 }));
}
