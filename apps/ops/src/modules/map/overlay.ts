import type { LayerSpecification } from 'maplibre-gl';
import { BOLD_FONT, FONT } from './base-style.ts';
import type { MapPalette } from './map-palette.ts';

export const SOURCES = ['route', 'pins', 'vans'] as const;
export type OverlaySource = (typeof SOURCES)[number];

/** Layers that answer to the pointer, the topmost first. */
export const TOUCHABLE = ['stop', 'van', 'pin'] as const;

const radius = (small: number, large: number) => ['interpolate', ['linear'], ['zoom'], 8, small, 12, large] as never;
const isFlag = (name: string) => ['==', ['get', name], true] as never;
const ofAge = (current: number, dimmed: number, unknown: number) => ['match', ['get', 'state'], 'current', current, 'dimmed', dimmed, unknown] as never;
const isPoint = ['==', ['geometry-type'], 'Point'] as never;

/** How strongly layers are drawn that fade when one tour is looked at: pins that are over, and old positions, are faint anyway. */
export const PIN_STRENGTH = ['case', isFlag('isOver'), 0.4, 1] as never;
export const VAN_STRENGTH = { 'circle-opacity': ofAge(1, 0.7, 0.5), 'circle-stroke-opacity': ofAge(1, 0.45, 0.6), 'icon-opacity': ofAge(1, 0.5, 0.7) } as const;
const FAINT = 0.16;

/** The same, faint for all but one technician's. */
export const strengthFor = (technician: string, strength: unknown) => (technician === '' ? strength : ['case', ['==', ['get', 'technician'], technician], strength, FAINT]) as never;

function routeLayers(palette: MapPalette): LayerSpecification[] {
  const line = { filter: ['==', ['geometry-type'], 'LineString'] as never, layout: { 'line-cap': 'round', 'line-join': 'round' } as const };
  return [
    { id: 'route-edge', type: 'line', source: 'route', ...line, paint: { 'line-color': palette.plate, 'line-width': 6, 'line-opacity': 0.8 } },
    { id: 'route-line', type: 'line', source: 'route', ...line, paint: { 'line-color': ['get', 'color'], 'line-width': 3 } },
  ];
}

/** Colour is the technician's; what nobody has is grey; an alarm has its ring and its mark. */
function pinLayers(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'pin', type: 'circle', source: 'pins',
      paint: {
        'circle-radius': radius(4.5, 8), 'circle-color': ['case', isFlag('isUnassigned'), palette.unassigned, ['get', 'color']], 'circle-opacity': PIN_STRENGTH,
        'circle-stroke-color': ['case', isFlag('isAlarming'), palette.alarm, palette.plate], 'circle-stroke-width': ['case', isFlag('isAlarming'), 2.5, 1.2],
      },
    },
    { id: 'pin-chosen', type: 'circle', source: 'pins', filter: isFlag('isChosen'), paint: { 'circle-radius': radius(8, 12), 'circle-color': 'transparent', 'circle-stroke-color': palette.accent, 'circle-stroke-width': 2.5 } },
    { id: 'pin-alarm', type: 'symbol', source: 'pins', filter: isFlag('isAlarming'), layout: { 'text-field': '!', 'text-font': BOLD_FONT, 'text-size': 13, 'text-offset': [0.75, -0.6], 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': palette.alarm, 'text-halo-color': palette.plate, 'text-halo-width': 1.5 } },
  ];
}

function stopLayers(palette: MapPalette): LayerSpecification[] {
  return [
    { id: 'stop', type: 'circle', source: 'route', filter: isPoint, paint: { 'circle-radius': 9.5, 'circle-color': ['get', 'color'], 'circle-stroke-color': palette.plate, 'circle-stroke-width': 2 } },
    { id: 'stop-number', type: 'symbol', source: 'route', filter: isPoint, layout: { 'text-field': ['get', 'order'], 'text-font': BOLD_FONT, 'text-size': 11.5, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': '#ffffff', 'text-halo-color': 'rgb(0 0 0 / 45%)', 'text-halo-width': 0.8 } },
    { id: 'selected', type: 'circle', source: 'pins', filter: ['==', ['get', 'visit'], ''], paint: { 'circle-radius': 14, 'circle-color': 'transparent', 'circle-stroke-color': palette.accent, 'circle-stroke-width': 3 } },
  ];
}

/** An old position is dimmed and says its age; one too old is an empty place with a question mark. */
function vanLayers(palette: MapPalette): LayerSpecification[] {
  return [
    { id: 'van', type: 'circle', source: 'vans', paint: { 'circle-radius': radius(6.5, 12), 'circle-color': palette.plate, 'circle-opacity': VAN_STRENGTH['circle-opacity'], 'circle-stroke-color': ['match', ['get', 'state'], 'unknown', palette.unassigned, ['get', 'color']], 'circle-stroke-width': 2.5, 'circle-stroke-opacity': VAN_STRENGTH['circle-stroke-opacity'] } },
    { id: 'van-sign', type: 'symbol', source: 'vans', layout: { 'icon-image': ['match', ['get', 'state'], 'unknown', 'unknown', 'van'], 'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 12, 1.1], 'icon-allow-overlap': true, 'icon-ignore-placement': true }, paint: { 'icon-color': palette.ink, 'icon-opacity': VAN_STRENGTH['icon-opacity'] } },
    { id: 'van-age', type: 'symbol', source: 'vans', minzoom: 8.6, layout: { 'text-field': ['get', 'label'], 'text-font': FONT, 'text-size': 10.5, 'text-offset': [0, 1.5], 'text-anchor': 'top', 'text-optional': true }, paint: { 'text-color': palette.softInk, 'text-halo-color': palette.land, 'text-halo-width': 1.5 } },
  ];
}

/** Everything of ours on the ground, the lowest first. */
export const overlayLayers = (palette: MapPalette): readonly LayerSpecification[] => [...routeLayers(palette), ...pinLayers(palette), ...vanLayers(palette), ...stopLayers(palette)];
