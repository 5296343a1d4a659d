export type { Corner, Effort, Engine, Sighting } from './engine.ts';
export type { PlacedRead } from './evidence.ts';
export { qrEngine } from './qr-engine.ts';
export { repairsItself, SCAN_FORMATS } from './reads.ts';
export type { Picture, ScanFormat, ScanRead } from './reads.ts';
export { createScanner } from './scanner.ts';
export type { LabelSurvey, Scanner, ScannerNeeds } from './scanner.ts';
export { openZxingEngine } from './zxing-engine.ts';
export type { EngineBuild } from './zxing-engine.ts';
