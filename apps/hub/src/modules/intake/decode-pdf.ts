import { DecodeProblem } from './decode-problem.ts';
import type { OpenedPage, PageWord } from './decoder-messages.ts';
import { encodePixels } from './decode-picture.ts';
import { LIMITS } from './limits.ts';
import { refuseActivePdf } from './pdf-structure.ts';
import { openPdfium, withMemory } from './pdfium.ts';
import type { Pdfium } from './pdfium.ts';
import { wordsOf } from './pdf-words.ts';

const PASSWORD_WANTED = 4;
const POINTS_PER_INCH = 72;
const DOTS_PER_INCH = 200;
const LONGEST_SIDE = 2400;
const BGRX = 3;
const ANNOTATIONS = 0x01;
const RGB_ORDER = 0x10;
const SMALL_IMAGE_CACHE = 0x200;
/** E-invoices (Factur-X, ZUGFeRD) carry their own data so; any other file in a PDF is none of ours. */
const E_INVOICE = /^[\w.-]{1,60}[.]xml$/i;

/** Opens every page of a PDF: rendered at 200 dpi, with the words that the document itself has. */
export async function openPdf(content: Buffer): Promise<readonly OpenedPage[]> {
  refuseActivePdf(content);
  const pdfium = await openPdfium();
  return withMemory(pdfium, content.length, async (at) => {
    pdfium.HEAPU8.set(content, at);
    const document = pdfium._FPDF_LoadMemDocument(at, content.length, 0);
    if (document === 0) throw new DecodeProblem(pdfium._FPDF_GetLastError() === PASSWORD_WANTED ? 'pdf_protected' : 'media_damaged');
    try {
      return await openPages(pdfium, document);
    } finally {
      pdfium._FPDF_CloseDocument(document);
    }
  });
}

async function openPages(pdfium: Pdfium, document: number): Promise<readonly OpenedPage[]> {
  const count = pdfium._FPDF_GetPageCount(document);
  if (count === 0) throw new DecodeProblem('media_damaged');
  if (count > LIMITS.pages) throw new DecodeProblem('pdf_too_long', { pages: count, limit: LIMITS.pages });
  if (pdfium._FPDFDoc_GetJavaScriptActionCount(document) > 0) throw new DecodeProblem('pdf_active', { kind: 'JavaScript' });
  await refuseAttachments(pdfium, document);
  const pages: OpenedPage[] = [];
  for (let index = 0; index < count; index += 1) pages.push(await openPage(pdfium, document, index));
  return pages;
}

async function refuseAttachments(pdfium: Pdfium, document: number): Promise<void> {
  for (let index = 0; index < pdfium._FPDFDoc_GetAttachmentCount(document); index += 1) {
    const attachment = pdfium._FPDFDoc_GetAttachment(document, index);
    const bytes = Math.min(1024, pdfium._FPDFAttachment_GetName(attachment, 0, 0));
    const name = await withMemory(pdfium, 1024, (at) => {
      pdfium._FPDFAttachment_GetName(attachment, at, 1024);
      return Buffer.from(pdfium.HEAPU8.subarray(at, at + Math.max(0, bytes - 2))).toString('utf16le');
    });
    if (!E_INVOICE.test(name)) throw new DecodeProblem('pdf_active', { kind: 'EmbeddedFile', name: name.slice(0, 60) });
  }
}

async function openPage(pdfium: Pdfium, document: number, index: number): Promise<OpenedPage> {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (page === 0) throw new DecodeProblem('media_damaged', { page: index });
  try {
    const size = sizeOf(pdfium, page);
    const words = wordsOf(pdfium, page);
    return await render(pdfium, page, { ...size, words });
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

function sizeOf(pdfium: Pdfium, page: number): { width: number; height: number } {
  const [wide, high] = [pdfium._FPDF_GetPageWidth(page), pdfium._FPDF_GetPageHeight(page)];
  if (!(Math.min(wide, high) >= 20) || Math.max(wide, high) > LIMITS.ratio * Math.min(wide, high)) throw new DecodeProblem('picture_size_refused', { reason: 'ratio', width: Math.round(wide), height: Math.round(high) });
  const scale = Math.min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / Math.max(wide, high));
  return { width: Math.max(1, Math.round(wide * scale)), height: Math.max(1, Math.round(high * scale)) };
}

function render(pdfium: Pdfium, page: number, { width, height, words }: { width: number; height: number; words: readonly PageWord[] }): Promise<OpenedPage> {
  return withMemory(pdfium, width * height * 4, async (at) => {
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BGRX, at, width * 4);
    if (bitmap === 0) throw new DecodeProblem('media_excessive', { reason: 'page' });
    try {
      pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xff_ff_ff_ff);
      pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, ANNOTATIONS | RGB_ORDER | SMALL_IMAGE_CACHE);
    } finally {
      pdfium._FPDFBitmap_Destroy(bitmap);
    }
    const pixels = pdfium.HEAPU8.subarray(at, at + width * height * 4); // nothing else runs in PDFium while these are read
    for (let alpha = 3; alpha < pixels.length; alpha += 4) pixels[alpha] = 255;
    return { ...(await encodePixels(pixels, { width, height, channels: 4 })), ...(words.length > 0 ? { words } : {}) };
  });
}
