/** The colours of the ground; people's and statuses' colours come from elsewhere. */
export interface MapPalette {
  readonly land: string;
  readonly water: string;
  readonly waterInk: string;
  readonly highway: string;
  readonly highwayEdge: string;
  readonly regional: string;
  readonly border: string;
  readonly ink: string;
  readonly softInk: string;
  readonly plate: string;
  readonly unassigned: string;
  readonly alarm: string;
  readonly accent: string;
}

const LIGHT: MapPalette = {
  land: '#f4f3ef', water: '#cbe0ea', waterInk: '#4d7d97', highway: '#f3dfb3', highwayEdge: '#d3b779', regional: '#dedcd4', border: '#b3a9c4', ink: '#333d44', softInk: '#66727a', plate: '#ffffff', unassigned: '#7b8790', alarm: '#c22a2a', accent: '#0b7285',
};
const DARK: MapPalette = {
  land: '#171d20', water: '#0c2937', waterInk: '#6397b0', highway: '#5a4f34', highwayEdge: '#786a45', regional: '#2f383d', border: '#5d5570', ink: '#d3dbdf', softInk: '#8e9aa2', plate: '#10161a', unassigned: '#8b97a0', alarm: '#f06a6a', accent: '#41b9cb',
};

export const paletteOf = (isDark: boolean): MapPalette => (isDark ? DARK : LIGHT);
