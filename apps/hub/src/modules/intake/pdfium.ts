import { PDFiumModule } from '@hyzyla/pdfium';

/** The calls of PDFium that we make; its own C names and numbers. */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF64: Float64Array;
  readonly HEAPU32: Uint32Array;
  readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
  _FPDF_InitLibraryWithConfig(config: object): void;
  _FPDF_LoadMemDocument(at: number, bytes: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDF_RenderPageBitmap(bitmap: number, page: number, x: number, y: number, width: number, height: number, rotate: number, flags: number): void;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, at: number, stride: number): number;
  _FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, colour: number): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDFDoc_GetAttachmentCount(document: number): number;
  _FPDFDoc_GetAttachment(document: number, index: number): number;
  _FPDFAttachment_GetName(attachment: number, at: number, bytes: number): number;
  _FPDFDoc_GetJavaScriptActionCount(document: number): number;
  _FPDF_PageToDevice(page: number, x: number, y: number, width: number, height: number, rotate: number, pageX: number, pageY: number, outX: number, outY: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_GetCharBox(text: number, index: number, left: number, right: number, bottom: number, top: number): number;
}

let opened: Promise<Pdfium> | undefined;

async function start(): Promise<Pdfium> {
  const pdfium = (await (PDFiumModule as unknown as (options: object) => Promise<unknown>)({ print: () => undefined, printErr: () => undefined })) as Pdfium;
  pdfium._FPDF_InitLibraryWithConfig({ version: 2, m_pIsolate: null, m_pUserFontPaths: null, m_v8EmbedderSlot: 0, m_pPlatform: null });
  return pdfium;
}

export const openPdfium = (): Promise<Pdfium> => (opened ??= start());

/** Lends memory of PDFium's for as long as the work takes. */
export async function withMemory<T>(pdfium: Pdfium, bytes: number, work: (at: number) => T | Promise<T>): Promise<T> {
  const at = pdfium.wasmExports.malloc(bytes);
  if (at === 0) throw new RangeError('PDFium has no memory left');
  try {
    return await work(at);
  } finally {
    pdfium.wasmExports.free(at);
  }
}
