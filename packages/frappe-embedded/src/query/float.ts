const json = JSON as unknown as { rawJSON(text: string): unknown };

/** A decimal as Frappe writes it: whole numbers keep a decimal point (`0.0`). Anything but a whole number is given back as it is. */
export const asFloat = (value: unknown): unknown => (typeof value === 'number' && Number.isInteger(value) ? json.rawJSON(`${value}.0`) : value);
