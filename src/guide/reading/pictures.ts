import { UnreadableGuide } from "./source.ts";

/**
 * Refuses a picture that would be loaded from elsewhere, or that is a program rather than a picture.
 * @throws UnreadableGuide
 */
export function refusePicture(address: string): void {
  if (/^(?:https?:)?\/\//i.test(address.trim()))
    throw new UnreadableGuide(
      `The file shows pictures from other addresses (${address.trim().slice(0, 100)}). Remove them or turn them into links, and import it again.`,
    );
  if (/^data:image\/svg|\.svg(?:z|$|[?#])/i.test(address.trim()))
    throw new UnreadableGuide(
      "The file has a picture in SVG, which can hold programs. Replace it by a PNG or JPEG, and import it again.",
    );
}
