import type { MapSource } from '@gigafibre/contracts';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import baseMap from '../../ui/ground/base-map.json';
import type { MapPalette } from './map-palette.ts';

/** Letters are drawn by the browser: no file of glyphs is fetched. */
export const FONT = ['Arial', 'Liberation Sans', 'sans-serif'];
export const BOLD_FONT = ['Arial Bold', 'Liberation Sans Bold', 'sans-serif'];

const byZoom = (...stops: number[]) => ['interpolate', ['exponential', 1.4], ['zoom'], ...stops] as never;
const isKind = (kind: string) => ['==', ['get', 'kind'], kind] as never;
const isRoad = (cls: string) => ['all', ['==', ['get', 'kind'], 'road'], ['==', ['get', 'cls'], cls]] as never;
const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

function ground(palette: MapPalette): LayerSpecification[] {
  return [
    { id: 'land', type: 'background', paint: { 'background-color': palette.land } },
    { id: 'water', type: 'fill', source: 'base', filter: isKind('water'), paint: { 'fill-color': palette.water } },
    { id: 'river', type: 'line', source: 'base', filter: isKind('river'), layout: round, paint: { 'line-color': palette.water, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, ['get', 'size'], 12, ['*', 5, ['get', 'size']]] } },
    { id: 'border', type: 'line', source: 'base', filter: isKind('border'), paint: { 'line-color': palette.border, 'line-width': 1.2, 'line-dasharray': [4, 3] } },
    { id: 'regional', type: 'line', source: 'base', filter: isRoad('regional'), layout: round, paint: { 'line-color': palette.regional, 'line-width': byZoom(7, 1, 13, 5) } },
    { id: 'highway-edge', type: 'line', source: 'base', filter: isRoad('highway'), layout: round, paint: { 'line-color': palette.highwayEdge, 'line-width': byZoom(7, 2, 13, 9) } },
    { id: 'highway', type: 'line', source: 'base', filter: isRoad('highway'), layout: round, paint: { 'line-color': palette.highway, 'line-width': byZoom(7, 1, 13, 6.5) } },
  ];
}

function words(palette: MapPalette): LayerSpecification[] {
  const halo = { 'text-halo-color': palette.land, 'text-halo-width': 1.4 };
  return [
    { id: 'water-name', type: 'symbol', source: 'base', filter: isKind('waterName'), layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11, 'text-letter-spacing': 0.06, 'text-max-width': 7 }, paint: { 'text-color': palette.waterInk, 'text-halo-color': palette.water, 'text-halo-width': 1 } },
    { id: 'road-ref', type: 'symbol', source: 'base', minzoom: 8.2, filter: isKind('road'), layout: { 'symbol-placement': 'line', 'symbol-spacing': 260, 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 10, 'text-rotation-alignment': 'viewport' }, paint: { 'text-color': palette.softInk, ...halo, 'text-halo-width': 2 } },
    {
      id: 'town', type: 'symbol', source: 'base', filter: ['all', isKind('town'), ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 8.4, 2, 9.6, 3]]] as never,
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': ['match', ['get', 'rank'], 0, 15, 1, 13, 2, 12, 11], 'symbol-sort-key': ['get', 'rank'], 'text-max-width': 8 }, paint: { 'text-color': ['match', ['get', 'rank'], [0, 1], palette.ink, palette.softInk], ...halo },
    },
  ];
}

/** The ground drawn from our own simplified shapes: it needs no network at all. */
function shapesStyle(palette: MapPalette): StyleSpecification {
  return { version: 8, sources: { base: { type: 'geojson', data: baseMap as never, attribution: 'Gigafibre' } }, layers: [...ground(palette), ...words(palette)] };
}

function mapboxStyle(token: string, isDark: boolean): StyleSpecification {
  const tiles = `https://api.mapbox.com/styles/v1/mapbox/${isDark ? 'dark-v11' : 'light-v11'}/tiles/512/{z}/{x}/{y}@2x?access_token=${token}`;
  return { version: 8, sources: { mapbox: { type: 'raster', tiles: [tiles], tileSize: 512, attribution: '© Mapbox © OpenStreetMap' } }, layers: [{ id: 'mapbox', type: 'raster', source: 'mapbox' }] };
}

/** The style of the ground, or the address of one. */
export function styleOf(source: MapSource, palette: MapPalette, isDark: boolean): StyleSpecification | string {
  if (source.kind === 'style') return source.url;
  return source.kind === 'mapbox' ? mapboxStyle(source.token, isDark) : shapesStyle(palette);
}
