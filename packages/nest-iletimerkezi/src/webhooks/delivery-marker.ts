import { countSegments, type CharacterMode } from 'iletimerkezi-core';

/**
 * Returns why a marker can never be found in the text of a report, or nothing. Reports carry the text as it was sent:
 * the account's character mode has replaced letters outside it by then.
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
