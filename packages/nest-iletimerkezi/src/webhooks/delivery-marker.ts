import { countSegments, type CharacterMode } from 'iletimerkezi-core';

/**
 * Returns a warning for a marker that no report can contain, otherwise undefined. Reports contain the text as it was
 * sent, after the account's character mode replaced letters.
 */
export function markerWarning(
  where: string,
  marker: string,
  { name, characterMode = 'english' }: { name: string; characterMode?: CharacterMode },
): string | undefined {
  const sent = countSegments(marker, { characterMode }).text;
  if (sent === marker.normalize('NFC')) return undefined;
  const instead =
    sent === '' ? 'Use English letters and digits' : `Use "${sent}" in the text and as the marker`;
  return `${where}: the marker "${marker}" is never found, because account "${name}" has the character mode "${characterMode}", which changes it before the message is sent. ${instead}, or switch the mode on in the panel and set characterMode.`;
}
