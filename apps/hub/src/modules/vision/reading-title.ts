import type { InvoiceReading, LabelReading } from '@gigafibre/contracts';

/** What a line of a list says of a result: the supplier and number, or the serial. */
export function titleOf(result: InvoiceReading | LabelReading | null): string {
  if (result === null) return '';
  const words = 'supplier' in result ? [result.supplier.value, result.number.value] : [result.serial.value ?? result.gponSerial.value ?? result.mac.value];
  return words.filter((word) => word !== null).join(' · ');
}

/** What stands on a label in the order in which devices are looked up. */
export const codeOf = ({ serial, gponSerial, mac, barcodes }: LabelReading): string | null => serial.value ?? gponSerial.value ?? mac.value ?? barcodes[0]?.text ?? null;
