/** A realistic list: names, several notations, a landline, a foreign number, blanks, duplicates. */
export const MIXED_LIST = `Ad;Telefon;Şehir
Ayşe Yılmaz;0530 123 45 67;İstanbul
Mehmet Öz;+90 532 765 43 21;Ankara
Çağla Şen;5301234567;İzmir
Işık Demir;0212 555 44 33;İstanbul
;;
Hans Meyer;+49 151 23456789;Berlin
Zeynep Ak;0(535) 111-22-33;Bursa
Ömer Kaya;5,35E+09;Adana
Deniz Ünal;053012345;Muğla
=HYPERLINK("http://example.com");telefon yok;Rize
`;

/** Returns `count` different Turkish mobile numbers, one per line. */
export function numberedList(count: number): string {
  return Array.from({ length: count }, (_, index) => `05${String(300_000_000 + index * 7)}`).join('\n');
}
