import type { MapSource } from '@gigafibre/contracts';
import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { styleOf } from './base-style.ts';
import type { Dot } from './lasso.ts';
import type { FeatureCollection } from './map-features.ts';
import { paletteOf } from './map-palette.ts';
import { signs } from './map-signs.ts';
import { overlayLayers, PIN_STRENGTH, SOURCES, strengthFor, TOUCHABLE, VAN_STRENGTH, type OverlaySource } from './overlay.ts';

/** What is under the pointer, and where on the map's own surface. */
export interface MapTarget extends Dot {
  readonly visit: string;
  readonly technician: string;
}

export interface MapOptions {
  readonly source: MapSource;
  readonly isDark: boolean;
  /** What MapLibre itself says, by its own keys: `Map.Title`, `NavigationControl.ZoomIn`. */
  readonly words: Readonly<Record<string, string>>;
  /** A click: undefined beside everything. */
  readonly onPick: (target: MapTarget | undefined) => void;
  readonly onHover: (target: MapTarget | undefined) => void;
  /** The ground that was asked for does not come: our own is shown. */
  readonly onPlainGround: () => void;
  /** The map can no longer be shown. */
  readonly onFailure: () => void;
}

export interface MapHandle {
  show(source: OverlaySource, data: FeatureCollection<unknown>): void;
  /** Marks one visit. */
  mark(visit: string): void;
  /** Lets one technician's pins and van stand out; nobody's when empty. */
  lookAt(technician: string): void;
  dress(isDark: boolean): void;
  fit(points: readonly (readonly [number, number])[]): void;
  /** Brings a place into view, if it is not there. */
  reveal(longitude: number, latitude: number): void;
  /** Where a place is on the map's surface. */
  dotOf(longitude: number, latitude: number): Dot;
  close(): void;
}

const MIDDLE: [number, number] = [-73.65, 45.45];
const EMPTY: FeatureCollection<unknown> = { type: 'FeatureCollection', features: [] };
const NEAR_PIXELS = 4;
const MARGIN_PIXELS = 60;

const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;

function targetAt(map: MapLibre, { point }: MapMouseEvent): MapTarget | undefined {
  const layers = TOUCHABLE.filter((layer) => map.getLayer(layer) !== undefined);
  const around: [[number, number], [number, number]] = [[point.x - NEAR_PIXELS, point.y - NEAR_PIXELS], [point.x + NEAR_PIXELS, point.y + NEAR_PIXELS]];
  const found = map.queryRenderedFeatures(around, { layers: [...layers] });
  const top = TOUCHABLE.flatMap((layer) => found.filter((feature) => feature.layer.id === layer)).find(({ properties }) => properties['visit'] !== '');
  if (top === undefined) return undefined;
  return { x: point.x, y: point.y, visit: String(top.properties['visit'] ?? ''), technician: top.layer.id === 'van' ? String(top.properties['technician']) : '' };
}

/** Lays our layers on whatever ground is there; after every change of ground they are laid again. */
function createOverlay(map: MapLibre) {
  const data = new Map<OverlaySource, FeatureCollection<unknown>>();
  let marked = '';
  let lookedAt = '';
  const mark = (): void => {
    if (map.getLayer('selected') !== undefined) map.setFilter('selected', ['==', ['get', 'visit'], marked]);
  };
  const fade = (): void => {
    if (map.getLayer('pin') === undefined) return;
    for (const property of ['circle-opacity', 'circle-stroke-opacity'] as const) {
      map.setPaintProperty('pin', property, strengthFor(lookedAt, property === 'circle-opacity' ? PIN_STRENGTH : 1));
      map.setPaintProperty('van', property, strengthFor(lookedAt, VAN_STRENGTH[property]));
    }
    map.setPaintProperty('pin-alarm', 'text-opacity', strengthFor(lookedAt, 1));
    map.setPaintProperty('van-age', 'text-opacity', strengthFor(lookedAt, 1));
    map.setPaintProperty('van-sign', 'icon-opacity', strengthFor(lookedAt, VAN_STRENGTH['icon-opacity']));
  };
  return {
    lay(isDark: boolean): void {
      for (const [name, image] of Object.entries(signs())) if (!map.hasImage(name)) map.addImage(name, image, { sdf: true, pixelRatio: 2 });
      for (const source of SOURCES) if (map.getSource(source) === undefined) map.addSource(source, { type: 'geojson', data: (data.get(source) ?? EMPTY) as never });
      for (const layer of overlayLayers(paletteOf(isDark))) if (map.getLayer(layer.id) === undefined) map.addLayer(layer);
      mark();
      fade();
    },
    show(source: OverlaySource, shown: FeatureCollection<unknown>): void {
      data.set(source, shown);
      void map.getSource<GeoJSONSource>(source)?.setData(shown);
    },
    mark(visit: string): void {
      marked = visit;
      mark();
    },
    lookAt(technician: string): void {
      lookedAt = technician;
      fade();
    },
  };
}

function listen(map: MapLibre, { onPick, onHover }: Pick<MapOptions, 'onPick' | 'onHover'>): void {
  map.on('click', (event) => onPick(targetAt(map, event)));
  map.on('mousemove', (event) => {
    const target = targetAt(map, event);
    map.getCanvas().style.cursor = target === undefined ? '' : 'pointer';
    onHover(target);
  });
  map.on('mouseout', () => onHover(undefined));
}

/** Draws a map in an element. @throws when this browser cannot draw one. */
export async function openMap(container: HTMLElement, options: MapOptions): Promise<MapHandle> {
  if (!canDraw()) throw new Error('WebGL is not there.');
  setWorkerUrl(workerUrl);
  const state = { isDark: options.isDark, source: options.source };
  const style = () => styleOf(state.source, paletteOf(state.isDark), state.isDark);
  const map = new MapLibre({ container, style: style(), center: MIDDLE, zoom: 8, minZoom: 6, maxZoom: 17, attributionControl: false, dragRotate: false, pitchWithRotate: false, boxZoom: false, locale: { ...options.words }, fadeDuration: 0 });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
  if (options.source.kind !== 'shapes') map.addControl(new AttributionControl({ compact: true }), 'bottom-left');
  const overlay = createOverlay(map);
  map.on('style.load', () => overlay.lay(state.isDark));
  map.on('error', () => {
    if (map.isStyleLoaded() || state.source.kind === 'shapes') return; // a tile that fails leaves a hole, no more
    state.source = { kind: 'shapes' };
    map.setStyle(style());
    options.onPlainGround();
  });
  map.on('webglcontextlost', options.onFailure);
  listen(map, options);
  await new Promise<void>((loaded) => void map.once('style.load', () => loaded()));
  return {
    show: (source, data) => overlay.show(source, data),
    mark: (visit) => overlay.mark(visit),
    lookAt: (technician) => overlay.lookAt(technician),
    dress(isDark) {
      if (isDark === state.isDark) return;
      state.isDark = isDark;
      map.setStyle(style(), { diff: false });
    },
    fit(points) {
      const [first] = points;
      if (first === undefined) return;
      const [west, south, east, north] = points.reduce<[number, number, number, number]>(([w, s, e, n], [longitude, latitude]) => [Math.min(w, longitude), Math.min(s, latitude), Math.max(e, longitude), Math.max(n, latitude)], [...first, ...first]);
      map.fitBounds([west, south, east, north], { padding: 40, maxZoom: 12, animate: false });
    },
    reveal(longitude, latitude) {
      const { x, y } = map.project([longitude, latitude]);
      const { clientWidth, clientHeight } = container;
      const isInView = x > MARGIN_PIXELS && y > MARGIN_PIXELS && x < clientWidth - MARGIN_PIXELS && y < clientHeight - MARGIN_PIXELS;
      if (!isInView) map.easeTo({ center: [longitude, latitude], duration: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300 });
    },
    dotOf: (longitude, latitude) => map.project([longitude, latitude]),
    close: () => map.remove(),
  };
}
